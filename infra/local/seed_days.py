"""Some days of one sample family: photos, reports, a question, and what it wants of later ones."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from chalicelib.aws.clients import client
from chalicelib.bookings import service as bookings
from chalicelib.core.callers import Caller, Role
from chalicelib.core.periods import AMSTERDAM, Month, day_of
from chalicelib.families import service as families
from chalicelib.families.model import Child, Family
from chalicelib.messages import answering
from chalicelib.messages import service as messages
from chalicelib.messages.model import About
from chalicelib.photos import service as photos
from chalicelib.photos.model import UploadFile
from chalicelib.reports import service as reports
from chalicelib.reports.model import Bottle, Meal, Mood, Nappy, NappyKind, Notes, Sleep
from chalicelib.settings import settings
from infra.drawings.pictures import make_picture
from infra.local.seed_wishes import Wishes

DAYS = 3  # so many of the last days have a report and a photo
SCENES = (
    ("sandpit", "Taarten gebakken in de zandbak."),
    ("painting", "Met de handen geverfd, en een beetje op papier."),
    ("autumn-leaves", "Blaadjes gezocht voor de herfsttafel."),
)
NOTES = (
    Notes(
        sleeps=(Sleep(time(12, 40), time(14, 15)),),
        meals=(Meal("twee boterhammen met kaas", time(11, 30)),),
        nappies=(Nappy(NappyKind.WET, time(10, 15)), Nappy(NappyKind.DIRTY, time(14, 30))),
        mood=Mood.CHEERFUL,
        text="Lang buiten geweest, en een grote toren gebouwd.",
    ),
    Notes(
        sleeps=(Sleep(time(9, 30), time(10, 10)), Sleep(time(13, 0), time(14, 0))),
        bottles=(Bottle(time(9, 0), 180), Bottle(time(15, 0), 150)),
        meals=(Meal("pasta met wortel", time(11, 45)),),
        mood=Mood.CALM,
        text="Samen liedjes gezongen in de kring.",
    ),
    Notes(
        sleeps=(Sleep(time(12, 30), time(13, 45)),),
        meals=(Meal("brood met pindakaas, en een halve peer", time(11, 30)),),
        mood=Mood.TIRED,
        text="Een rustige dag met veel voorlezen.",
    ),
)


@dataclass(frozen=True)
class _Scene:
    family: Family
    child: Child
    parent: Caller
    worker: Caller
    planner: Caller
    now: datetime

    @property
    def today(self) -> date:
        return day_of(self.now)


def seed(
    *,
    slug: str,
    debtor_number: str,
    child_number: str,
    worker: Caller,
    planner: Caller,
    now: datetime,
) -> None:
    """Write the days; the photos are kept by the workers, as any upload."""
    family_id = families.family_id_for(debtor_number, organisation_id=slug)
    family = families.get_family(family_id, organisation_id=slug)
    child = next(it for it in family.children if it.number == child_number)
    parent = Caller(
        organisation_id=slug,
        account_id=family.parents[0].account_id or "",
        session_id="seed",
        language=family.parents[0].language,
        families={family_id: Role.PARENT},
    )
    scene = _Scene(family, child, parent, worker, planner, now)
    for number, day in enumerate(_days_of_care(scene)):
        _report(scene, day, NOTES[number])
        _photo(scene, day, number)
    _question(scene)
    Wishes(family_id, child, parent, planner, now).make()


def _days_of_care(scene: _Scene) -> list[date]:
    """Return the last days on which the child was there, the newest first."""
    months = (Month.of(scene.today), Month.of(scene.today).previous)
    there = [
        booked.day
        for month in months
        for booked in bookings.month_of(
            caller=scene.parent, child_id=scene.child.child_id, month=month, now=scene.now
        )
        if booked.comes and booked.day < scene.today
    ]
    return sorted(there, reverse=True)[:DAYS]


def _report(scene: _Scene, day: date, notes: Notes) -> None:
    what = {"caller": scene.worker, "child_id": scene.child.child_id, "day": day}
    version = reports.write_report(**what, notes=notes, version=0, now=scene.now)  # type: ignore[arg-type] # names and types are those of the function
    reports.publish_report(**what, version=version, now=scene.now)  # type: ignore[arg-type] # idem


def _photo(scene: _Scene, day: date, number: int) -> None:
    kind, caption = SCENES[number]
    taken_at = datetime.combine(day, time(10, 20 + number), AMSTERDAM)
    data = make_picture(kind, taken_at=taken_at, size=(960, 720), seed=number)
    (upload,) = photos.ask_uploads(
        caller=scene.worker,
        group_id=min(scene.child.group_ids),
        announced=[UploadFile("image/jpeg", len(data))],
        child_ids=[scene.child.child_id],
        caption=caption,
        now=scene.now,
    )
    key = photos.upload_key(scene.worker.organisation_id, upload.photo.photo_id)
    client("s3").put_object(Bucket=settings().uploads, Key=key, Body=data, ContentType="image/jpeg")


def _question(scene: _Scene) -> None:
    conversation = messages.start_conversation(
        caller=scene.parent,
        family_id=scene.family.family_id,
        about=About.OFFICE,
        group_id=None,
        subject="Reservekleding",
        text="Zijn er nog genoeg reservekleren, of zal ik morgen een tas meegeven?",
        now=scene.now - timedelta(hours=2),
    )
    answering.answer(
        caller=scene.planner,
        conversation_id=conversation.conversation_id,
        text="Een extra broek is welkom. Dank je wel!",
        now=scene.now - timedelta(hours=1),
    )
