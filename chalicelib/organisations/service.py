"""What can be done with organisations."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from chalicelib.audit import service as audit
from chalicelib.aws import files
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.callers import Caller
from chalicelib.core.periods import later
from chalicelib.mail import service as mail
from chalicelib.mail.message import Letterhead
from chalicelib.organisations import logos, store
from chalicelib.organisations.colours import check_readable
from chalicelib.organisations.model import (
    ClosingDay,
    Configuration,
    Group,
    Location,
    Organisation,
    OrganisationChanged,
    checked_iban,
)
from chalicelib.organisations.opening import OpeningCalendar, PublicHoliday, check_period
from chalicelib.organisations.store import OrganisationStore
from chalicelib.outbox import service as outbox
from chalicelib.outbox.model import Errand
from chalicelib.sessions import service as sessions
from chalicelib.settings import settings

CACHED = timedelta(seconds=60)
PLANNING = "planning"  # the queue of who writes what follows into the days of groups
_cache: dict[str, tuple[datetime, Configuration]] = {}


def configuration_of(organisation_id: str, *, now: datetime) -> Configuration:
    """Return what this process knows, at most a minute old.

    :raises NotFound: there is no such organisation.
    """
    read_at, configuration = _cache.get(organisation_id, (None, None))
    if read_at and configuration and timedelta(0) <= now - read_at < CACHED:
        return configuration
    configuration = OrganisationStore(organisation_id).configuration()
    _cache[organisation_id] = (now, configuration)
    return configuration


def forget(organisation_id: str | None = None) -> None:
    """Read the configuration again next time: of one organisation, or of all."""
    if organisation_id is None:
        _cache.clear()
    _cache.pop(organisation_id or "", None)


def origin_of(organisation_id: str) -> str:
    """Return the address of the organisation's portal, without a slash at the end."""
    return settings().address.format(slug=organisation_id)


def list_organisation_ids() -> list[str]:
    """Return every organisation of this deployment: for schedules and operators only."""
    return store.list_organisation_ids()


def add_organisation(organisation: Organisation) -> None:
    """:raises OrganisationExists: the slug is taken.
    :raises ColourTooLight, InvalidIban: as for a change of the profile.
    """
    organisation = _checked(organisation)
    transaction = Transaction()
    organisations = OrganisationStore(organisation.organisation_id)
    organisations.add(organisation, transaction=transaction)
    _write_letterhead(organisation, transaction)
    transaction.commit()


def organisation_now(organisation_id: str, *, at_hand: AtHand | None = None) -> Organisation:
    """Return the profile as it stands now, for who is going to change it.

    :raises NotFound: there is no such organisation.
    """
    return OrganisationStore(organisation_id, at_hand=at_hand).organisation()


def profile_key(organisation_id: str) -> Key:
    """Return where `organisation_now` will look, for who reads that with something else."""
    return OrganisationStore(organisation_id).profile_key


def change_organisation(
    organisation: Organisation, *, current: Organisation, by: Caller, now: datetime
) -> Organisation:
    """Replace the profile, if it still has the version in `organisation`, and return it.

    `current` is what stands there now.

    :raises ColourTooLight: the house style cannot be read on white.
    :raises InvalidIban: the organisation's account number is none.
    :raises OrganisationChanged: somebody else changed it since this version was read.
    :raises PasswordNeeded: where money goes changes, and the password was entered long ago.
    """
    organisation = _checked(organisation)
    if organisation.version != current.version:
        raise OrganisationChanged(current=current)
    if organisation.billing.iban != current.billing.iban:
        sessions.check_fresh(caller=by, now=now)
    newer = replace(organisation, version=organisation.version + 1)
    _replace_profile(newer, current, action="organisations.change", by=by, now=now)
    return newer


def set_logo(picture: bytes, *, by: Caller, now: datetime) -> Organisation:
    """Let this be the logo on pages, mails and new invoices, and return the profile.

    Issued invoices keep the logo they were drawn with.

    :raises NotALogo: it is no picture that can be read to its end.
    :raises LogoTooLarge: it unpacks to more than a logo can be.
    :raises OrganisationChanged: somebody else changed the profile at the same moment.
    """
    logo = logos.drawn_anew(picture)
    key = logos.key_of(logo, organisation_id=by.organisation_id)
    files.publish(key, logo, content_type="image/png")
    return _wear_logo(key, action="organisations.set_logo", by=by, now=now)


def remove_logo(*, by: Caller, now: datetime) -> Organisation:
    """Let the name stand where the logo was, and return the profile.

    :raises OrganisationChanged: somebody else changed the profile at the same moment.
    """
    return _wear_logo(None, action="organisations.remove_logo", by=by, now=now)


def _checked(organisation: Organisation) -> Organisation:
    """:raises ColourTooLight, InvalidIban: it cannot be read, or not be paid."""
    check_readable(organisation.house_style.colour)
    iban = checked_iban(organisation.billing.iban)
    return replace(organisation, billing=replace(organisation.billing, iban=iban))


def _wear_logo(key: str | None, *, action: str, by: Caller, now: datetime) -> Organisation:
    current = organisation_now(by.organisation_id)
    if current.house_style.logo_key == key:
        return current
    newer = replace(
        current,
        house_style=replace(current.house_style, logo_key=key),
        version=current.version + 1,
    )
    _replace_profile(newer, current, action=action, by=by, now=now)
    return newer


def _replace_profile(
    newer: Organisation, current: Organisation, *, action: str, by: Caller, now: datetime
) -> None:
    """:raises OrganisationChanged: `current` is not what stands there any more."""
    transaction = Transaction()
    organisations = OrganisationStore(newer.organisation_id)
    organisations.change(newer, instead_of=current, transaction=transaction)
    _write_letterhead(newer, transaction)
    about = f"organisation/{newer.organisation_id}"
    audit.note(action, about, by=by, transaction=transaction, now=now)
    transaction.commit()
    forget(newer.organisation_id)


def put_location(location: Location, *, organisation_id: str, transaction: Transaction) -> None:
    """Add a location, or replace the one with its id."""
    OrganisationStore(organisation_id).put_location(location, transaction=transaction)
    forget(organisation_id)


def put_group(group: Group, *, organisation_id: str, transaction: Transaction) -> None:
    """Add a group, or replace the one with its id."""
    OrganisationStore(organisation_id).put_group(group, transaction=transaction)
    forget(organisation_id)


def put_closing_day(closing: ClosingDay, *, organisation_id: str, transaction: Transaction) -> None:
    """Add a closing day, or replace the one of that day and place."""
    OrganisationStore(organisation_id).put_closing_day(closing, transaction=transaction)
    forget(organisation_id)


def take_out_closing_day(
    day: date, location_id: str | None, *, organisation_id: str, transaction: Transaction
) -> None:
    """:raises NotFound: on commit, if there is no such closing day."""
    organisations = OrganisationStore(organisation_id)
    organisations.remove_closing_day(day, location_id, transaction=transaction)


def note_opening_changed(known: Configuration, *, transaction: Transaction, now: datetime) -> None:
    """Note that it is said now when it is open; once in a transaction."""
    store = OrganisationStore(known.organisation.organisation_id)
    store.put_opening_changed(later(now, known.opening_changed_at), transaction=transaction)


def set_calendar(calendar: OpeningCalendar, *, by: Caller, now: datetime) -> None:
    """Add an opening calendar, or replace the one of that name; the days follow in a minute.

    :raises PeriodTooLong: a period ends before it begins, or goes on for more than a year.
    """
    for period in calendar.closed:
        check_period(period)
    transaction = Transaction()
    store = OrganisationStore(by.organisation_id)
    store.put_calendar(calendar, transaction=transaction)
    _note_opening_changed(by, transaction, now)
    about = f"calendar/{calendar.name}"
    audit.note("organisations.set_calendar", about, by=by, transaction=transaction, now=now)
    _plan_days_anew(by.organisation_id, transaction, now)
    transaction.commit()
    forget(by.organisation_id)


def observe_holidays(observed: frozenset[PublicHoliday], *, by: Caller, now: datetime) -> None:
    """Let the organisation be closed on these public holidays; the days follow in a minute."""
    transaction = Transaction()
    store = OrganisationStore(by.organisation_id)
    store.put_observed(observed, transaction=transaction)
    _note_opening_changed(by, transaction, now)
    about = f"organisation/{by.organisation_id}"
    audit.note("organisations.observe_holidays", about, by=by, transaction=transaction, now=now)
    _plan_days_anew(by.organisation_id, transaction, now)
    transaction.commit()
    forget(by.organisation_id)


def _note_opening_changed(by: Caller, transaction: Transaction, now: datetime) -> None:
    known = configuration_of(by.organisation_id, now=now)
    note_opening_changed(known, transaction=transaction, now=now)


def _plan_days_anew(organisation_id: str, transaction: Transaction, now: datetime) -> None:
    errand = Errand(organisation_id, PLANNING, {"task": "organisation"})
    outbox.put(errand, transaction=transaction, now=now)


def _write_letterhead(organisation: Organisation, transaction: Transaction) -> None:
    letterhead = Letterhead(
        name=organisation.name,
        colour=organisation.house_style.colour,
        origin=origin_of(organisation.organisation_id),
        email=organisation.contact.email,
        phone=organisation.contact.phone,
        address=organisation.contact.one_line,
        logo_key=organisation.house_style.logo_key,
    )
    mail.set_letterhead(
        letterhead, organisation_id=organisation.organisation_id, transaction=transaction
    )
