"""The child's day: photos, a report, a question, and taking the photos along."""

import zipfile
from datetime import datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from shutil import which
from subprocess import run
from typing import Any

from chalicelib.core.periods import AMSTERDAM
from infra.demo.stage import OUTPUT, ROOT, SLUG, Stage, insist
from infra.demo.visitor import Visitor, download, upload
from infra.drawings.pictures import make_letter, make_picture
from infra.local.seed import PASSWORD

PHOTOGRAPHS = ROOT.parent / "shared/data/photos"  # those of others, where somebody has put them
TYPES = {".jpg": "image/jpeg", ".heic": "image/heic", ".png": "image/png"}


def worker_arrives(stage: Stage) -> None:
    """A group worker gets an account for the child's group, and activates it."""
    admin, child = stage.people["admin"], stage.found["child"]
    seen = admin.get(f"/staff/children/{child}")
    stage.found["group"] = seen["child"]["group_ids"][0]
    address = f"groep@{SLUG}.example"
    body = {
        "email": address,
        "name": "Gijs Groep",
        "language": "nl",
        "role": "group_worker",
        "group_ids": [stage.found["group"]],
    }
    admin.post("/staff/colleagues", body)
    stage.portal.settle()
    worker = stage.visitor()
    token = stage.token_from_mail(address)
    worker.post("/activations", {"token": token, "password": PASSWORD})
    worker.log_in(address, PASSWORD)
    insist(
        worker.refused("GET", "/staff/configuration") == "SecondFactorNeeded", "in without a code"
    )
    stage.people["worker"] = worker.set_up_code()
    stage.say("in, with an app for codes, and the days of one group")


def photos(stage: Stage) -> None:
    """Photographs go straight to the storage; parents get them without place or device."""
    files = _photographs(stage)
    worker, child = stage.people["worker"], stage.found["child"]
    asked = _ask_uploads(worker, stage.found["group"], child, files)
    for form, (name, data, _) in zip(asked, files, strict=True):
        upload(form, data, name=name)
    stage.portal.settle(300)
    states = _states(worker, stage.found["group"])
    stage.say(f"{len(files)} uploads: {states}")
    insist(states.get("refused", 0) >= 1, "the letter named .jpg was kept")
    gallery = _gallery(stage.people["parent"], child)
    insist(len(gallery) == states["ready"], "the parent does not see every photo")
    path = f"/children/{child}/photos/{gallery[0]['photo_id']}"
    original = download(stage.people["parent"].get(f"{path}/original")["url"])
    _insist_bare(original)
    for photo in gallery:
        _insist_bare(download(photo["thumbnail"]))
    stage.say(f"the parent sees {len(gallery)}; nothing in them tells where or with what")


def only_the_family(stage: Stage) -> None:
    """Nobody else sees the photos: another parent and another organisation find nothing."""
    child = stage.found["child"]
    stranger = stage.visitor().log_in("drukte@voorbeeld.example", PASSWORD)
    insist(stranger.refused("GET", f"/children/{child}/photos") == "NotFound", "a stranger sees")
    insist(stage.visitor().refused("GET", f"/children/{child}/photos") == "NotSignedIn", "open")
    stage.say("NotFound, and NotSignedIn")


def report(stage: Stage) -> None:
    """A daily report is written, published, and read by the parents."""
    worker, parent, child = (
        stage.people["worker"],
        stage.people["parent"],
        stage.found["child"],
    )
    day = stage.today.isoformat()
    notes = {
        "sleeps": [{"start": "12:40:00", "until": "14:10:00"}],
        "bottles": [],
        "meals": [{"text": "twee boterhammen met kaas", "at": "11:30:00"}],
        "nappies": [],
        "temperatures": [],
        "medicines": [],
        "mood": "cheerful",
        "text": "Lang in de zandbak gespeeld 🏖️ en gezwaaid naar de 消防車.",
    }
    path = f"/staff/children/{child}/reports/{day}"
    written = worker.put(path, {"version": 0, "notes": notes})
    insist(parent.get(f"/children/{child}/reports")["reports"] == [], "a draft was shown")
    worker.post(f"{path}/publication", {"version": written["version"]})
    read = parent.get(f"/children/{child}/reports/{day}")
    stage.say(read["notes"]["text"])


def question(stage: Stage) -> None:
    """A parent asks the office something; the answer is counted as unread, and mailed."""
    parent, planner, family = (
        stage.people["parent"],
        stage.people["planner"],
        stage.found["family"],
    )
    asked = {"about": "office", "subject": "Laarzen", "text": "Zijn de laarzen gevonden?"}
    conversation = parent.post(f"/families/{family}/conversations", asked)
    path = f"/staff/conversations/{conversation['conversation_id']}/messages"
    planner.post(path, {"text": "Ja! Ze staan bij de deur."})
    stage.portal.settle()
    insist(parent.get("/home")["unread"] == 1, "the answer does not count as unread")
    stage.say(f"mail: {stage.mails_to('ouder28.0')[0]['subject']}")


def take_along(stage: Stage) -> None:
    """One tap makes a zip of all originals; the mail's page gives the link."""
    parent, family = stage.people["parent"], stage.found["family"]
    asked = parent.post(f"/families/{family}/exports", {})
    stage.portal.settle(180)
    path = f"/families/{family}/exports/{asked['export_id']}"
    made = parent.get(path)
    insist(made["state"] == "ready", f"the export is {made['state']}")
    data = download(parent.post(f"{path}/link")["url"])
    insist(len(data) == made["size"], "the size is not what was said")
    file = OUTPUT / "photos.zip"
    file.write_bytes(data)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        insist(archive.testzip() is None, "a file in the zip is damaged")
        names = archive.namelist()
    _unzip_tests(file)
    stage.say(f"{len(names)} files, {len(data):,} bytes, for example {min(names)}")
    stage.say(f"mail: {stage.mails_to('ouder28.0')[0]['subject']}")


def _photographs(stage: Stage) -> list[tuple[str, bytes, str]]:
    """Return name, bytes and announced type: drawn ones, given ones, and a letter named .jpg."""
    yesterday = stage.today - timedelta(days=1)
    kinds = [
        ("sandpit", 1, "JPEG"),
        ("painting", 6, "JPEG"),
        ("puddles", 1, "HEIC"),
        ("snow", 3, "PNG"),
    ]
    drawn = [
        (
            f"{scene}.{form.lower()}",
            make_picture(
                scene,
                taken_at=datetime.combine(yesterday, time(10, number), AMSTERDAM),
                orientation=turned,
                format=form,
                size=(1280, 960),
                seed=number,
            ),
            f"image/{form.lower()}",
        )
        for number, (scene, turned, form) in enumerate(kinds)
    ]
    given = [
        (path.name, path.read_bytes(), TYPES[path.suffix.lower()])
        for path in sorted(PHOTOGRAPHS.glob("*"))
        if path.suffix.lower() in TYPES
    ]
    return [*drawn, *given, ("letter.jpg", make_letter(), "image/jpeg")]


def _ask_uploads(
    worker: Visitor, group: str, child: str, files: list[tuple[str, bytes, str]]
) -> list[dict[str, Any]]:
    announced = [{"content_type": kind, "size": len(data)} for _, data, kind in files]
    body = {"group_id": group, "files": announced, "child_ids": [child], "caption": "Buiten!"}
    uploads: list[dict[str, Any]] = worker.post("/staff/photos/uploads", body)["uploads"]
    return uploads


def _states(worker: Visitor, group: str) -> dict[str, int]:
    states = [it["state"] for it in worker.get(f"/staff/groups/{group}/photos")["photos"]]
    return {it: states.count(it) for it in sorted(set(states))}


def _gallery(parent: Visitor, child: str) -> list[dict[str, Any]]:
    photos: list[dict[str, Any]] = parent.get(f"/children/{child}/photos")["photos"]
    return photos


def _insist_bare(data: bytes) -> None:
    """:raises AssertionError: the picture says where, with what or by whom it was taken."""
    from PIL import Image

    with Image.open(BytesIO(data)) as picture:
        exif = picture.getexif()
        insist(not exif.get_ifd(0x8825), "the place is still in it")
        insist(not {271, 272, 305, 315} & set(exif), "the device is still in it")


def _unzip_tests(file: Path) -> None:
    program = which("unzip")
    if program:
        run([program, "-tqq", str(file)], check=True, capture_output=True)  # noqa: S603 - our file
