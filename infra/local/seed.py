"""What a fresh local portal begins with: two organisations with families, people and some days."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from chalicelib.accounts import colleagues, redeeming, sending
from chalicelib.accounts import service as accounts
from chalicelib.accounts.candidates import Visitor
from chalicelib.accounts.link_store import LinkStore
from chalicelib.accounts.model import Person, Purpose
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Caller, Role
from chalicelib.core.language import Language
from chalicelib.core.periods import Month, day_of
from chalicelib.factors.model import SecondFactor
from chalicelib.factors.service import Owner
from chalicelib.imports.reading import File
from chalicelib.imports.writing.outcomes import Author
from chalicelib.imports.writing.rehearsal import rehearse
from chalicelib.mail import links
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import Billing, Contact, HouseStyle, Organisation
from chalicelib.sessions import service as sessions
from infra import add_organisation
from infra.drawings.logo import logo
from infra.local import seed_days, seed_policies
from infra.local.authenticator import SECRET

SAMPLES = Path(__file__).parents[2] / "samples"
PASSWORD = "vier groene laarzen"  # noqa: S105 - of a portal on one machine, printed at its start
VISITOR = Visitor(address="127.0.0.1", device="Firefox, Linux")


@dataclass(frozen=True)
class Sample:
    """An organisation with its import set, and the parents whose accounts are activated."""

    organisation: Organisation
    folder: str
    parents: tuple[str, ...]
    debtor_number: str
    child_number: str
    logo: bytes | None = None

    @property
    def slug(self) -> str:
        return self.organisation.organisation_id


def samples(today: date) -> list[Sample]:
    zonnebloem = Organisation(
        organisation_id="zonnebloem",
        name="Kinderopvang Zonnebloem",
        language=Language.NL,
        house_style=HouseStyle(colour="#2f6f5e"),
        contact=Contact(
            "info@zonnebloem.example", "023-1234567", "Rijksstraatweg 1", "2022 DA", "Haarlem"
        ),
        billing=Billing(iban="NL91ABNA0417164300", creditor_id="NL98ZZZ999999990000"),
        first_care_period=Month.of(today),
        old_portal_until=Month.of(today).next.last_day,
        announcements={
            Language.NL: "Wij zijn overgestapt op Kiekeboe. Tegoeden en contracten zijn mee; het "
            "oude portaal kun je nog even bekijken.",
            Language.EN: "We have moved to Kiekeboe. Credits and contracts came along; you can "
            "still look at the old portal for a while.",
        },
    )
    madelief = Organisation(
        organisation_id="madelief",
        name="Kindercentrum Madelief",
        language=Language.NL,
        house_style=HouseStyle(colour="#7a3e8e"),
        contact=Contact("hallo@madelief.example", "0570-123456", "Brink 4", "7411 BR", "Deventer"),
        billing=Billing(
            iban="NL44RABO0123456789", creditor_id="NL15ZZZ888888880000", rounding="exact"
        ),
        first_care_period=Month.of(today),
    )
    return [
        Sample(
            zonnebloem,
            "import-set",
            ("ouder28.0@voorbeeld.example", "ouder28.1@voorbeeld.example"),
            "010196",
            "K010196-2",
            logo(zonnebloem.name, colour=zonnebloem.house_style.colour, heart="#e8a33d"),
        ),
        Sample(
            madelief,
            "small-set",
            ("marieke@voorbeeld.example", "james@voorbeeld.example"),
            "020001",
            "K020001-1",
        ),
    ]


def seed(now: datetime) -> Sequence[str]:
    """Fill an empty portal and return the lines that tell a newcomer where to log in."""
    lines = [
        f"Everybody's password: {PASSWORD}",
        f"Colleagues need a code as well, from an app with the secret {SECRET}",
    ]
    for sample in samples(day_of(now)):
        lines += _fill(sample, now)
    return lines


def seed_organisations(now: datetime) -> Sequence[str]:
    """Only the organisations and their colleagues: who imports families does it oneself."""
    for sample in samples(day_of(now)):
        _add_colleagues(sample, now)
    return []


def _fill(sample: Sample, now: datetime) -> list[str]:
    administrator = _add_colleagues(sample, now)
    _import(sample, now)
    worker = _add_group_worker(sample, administrator, now)
    for email in sample.parents:
        activate(email, sample.slug, now)
    seed_days.seed(
        slug=sample.slug,
        debtor_number=sample.debtor_number,
        child_number=sample.child_number,
        worker=worker,
        planner=administrator,
        now=now,
    )
    origin = organisations.origin_of(sample.slug)
    staff = ", ".join(_email(who, sample) for who in ("beheer", "planning", "groep"))
    return [
        f"{sample.organisation.name}: {origin}",
        f"  parents      {', '.join(sample.parents)} (or {sample.debtor_number})",
        f"  colleagues   {staff}",
    ]


def _add_colleagues(sample: Sample, now: datetime) -> Caller:
    """Add the organisation with an administrator and a planner, and return the first."""
    admin = Person(
        _email("beheer", sample), "Anja Beheer", Language.NL, staff_role=Role.ADMINISTRATOR
    )
    add_organisation.add(sample.organisation, admin=admin, now=now)
    administrator = _colleague(admin, sample, now)
    if sample.logo:
        organisations.set_logo(sample.logo, by=administrator, now=now)
    seed_policies.seed(sample.slug, by=administrator, now=now)
    planner = Person(
        _email("planning", sample), "Petra Planning", Language.NL, staff_role=Role.PLANNER
    )
    colleagues.add_colleague(caller=administrator, person=planner, now=now)
    _colleague(planner, sample, now)
    return administrator


def _add_group_worker(sample: Sample, administrator: Caller, now: datetime) -> Caller:
    configuration = organisations.configuration_of(sample.slug, now=now)
    person = Person(
        _email("groep", sample),
        "Gijs Groep",
        Language.NL,
        staff_role=Role.GROUP_WORKER,
        group_ids=frozenset(configuration.groups),
    )
    colleagues.add_colleague(caller=administrator, person=person, now=now)
    return _colleague(person, sample, now)


def _colleague(person: Person, sample: Sample, now: datetime) -> Caller:
    account_id = activate(person.email, sample.slug, now)
    _give_app(account_id, sample.slug, now)
    return Caller(
        organisation_id=sample.slug,
        account_id=account_id,
        session_id="seed",
        language=person.language,
        families={},
        staff_role=person.staff_role,
        group_ids=person.group_ids,
    )


def _give_app(account_id: str, slug: str, now: datetime) -> None:
    """Let codes be asked for, of the app that every sample colleague has."""
    access = sessions.access_of(organisation_id=slug, account_id=account_id)
    if access is None:
        raise LookupError(account_id)
    owner, transaction = Owner(slug, account_id), Transaction()
    factor = SecondFactor(owner.seal(SECRET), now, last_step=0, recovery=frozenset())
    owner.store.put(factor, transaction=transaction)
    with_factor = replace(access, has_second_factor=True).changed()
    sessions.grant(with_factor, instead_of=access, transaction=transaction)
    transaction.commit()


def _import(sample: Sample, now: datetime) -> None:
    files = [
        File(it.name, it.read_bytes()) for it in sorted((SAMPLES / sample.folder).glob("*.csv"))
    ]
    author = Author("seed", (Role.OPERATOR.value,))
    rehearsal = rehearse(files, organisation_id=sample.slug, author=author, now=now)
    rehearsal.write_places()
    for _ in rehearsal.writer.write(rehearsal.families):
        pass


def activate(email: str, slug: str, now: datetime) -> str:
    """Set the password with the link that a mail would bring, and return the account's id."""
    account = accounts.account_named(email, organisation_id=slug)
    if account is None:
        raise LookupError(email)
    account_id = account.account_id
    accounts.invite(account_id=account_id, organisation_id=slug, now=now)
    newest = accounts.account_of(account_id, organisation_id=slug).links[Purpose.ACTIVATION]
    link = LinkStore(slug).get(newest)
    if link is None:
        raise LookupError(email)
    redeeming.activate(
        token=links.token_of(sending.link_of(link), organisation_id=slug),
        password=PASSWORD,
        organisation_id=slug,
        visitor=VISITOR,
        now=now,
    )
    return account_id


def _email(who: str, sample: Sample) -> str:
    return f"{who}@{sample.slug}.example"
