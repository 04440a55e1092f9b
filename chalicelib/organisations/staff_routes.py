"""The organisation's own configuration over HTTP, for staff."""

from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.core.callers import ADMINISTRATORS, OFFICE, STAFF
from chalicelib.http.fields import Id
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.organisations import service
from chalicelib.organisations.colours import ColourTooLight
from chalicelib.organisations.logos import LogoTooLarge, NotALogo
from chalicelib.organisations.model import InvalidIban, OrganisationChanged
from chalicelib.organisations.opening import PeriodTooLong
from chalicelib.organisations.opening_schemas import (
    ObservedHolidays,
    OpeningCalendarBody,
    OpeningCalendarListView,
    OpeningCalendarView,
    PublicHolidayListView,
)
from chalicelib.organisations.schemas import (
    ConfigurationView,
    LogoBody,
    OrganisationChange,
    OrganisationProfileView,
)
from chalicelib.sessions.service import PasswordNeeded

routes = Routes(__name__)


@routes.get(
    "/staff/configuration",
    summary="See the organisation, its locations, groups and closing days",
    who=STAFF,
    returns=ConfigurationView,
)
def see_configuration(request: Request[None, None]) -> ConfigurationView:
    configuration = service.configuration_of(request.organisation_id, now=request.now)
    return ConfigurationView.of(configuration)


@routes.put(
    "/staff/organisation",
    summary="Change the profile: name, house style, contact, billing, announcements",
    who=ADMINISTRATORS,
    body=OrganisationChange,
    returns=OrganisationProfileView,
    refuses=[ColourTooLight, InvalidIban, OrganisationChanged, PasswordNeeded],
)
def change_organisation(request: Request[OrganisationChange, None]) -> OrganisationProfileView:
    current = service.organisation_now(request.organisation_id)
    wanted = request.body.applied_to(current)
    with _showing_what_stands_there(request.organisation_id):
        newer = service.change_organisation(
            wanted, current=current, by=request.caller, now=request.now
        )
    return OrganisationProfileView.of(newer)


@routes.put(
    "/staff/organisation/logo",
    summary="Set the logo that is on pages, mails and new invoices",
    who=ADMINISTRATORS,
    body=LogoBody,
    returns=OrganisationProfileView,
    refuses=[NotALogo, LogoTooLarge, OrganisationChanged],
)
def set_logo(request: Request[LogoBody, None]) -> OrganisationProfileView:
    with _showing_what_stands_there(request.organisation_id):
        newer = service.set_logo(request.body.picture, by=request.caller, now=request.now)
    return OrganisationProfileView.of(newer)


@routes.delete(
    "/staff/organisation/logo",
    summary="Remove the logo: the name stands in its place",
    who=ADMINISTRATORS,
    returns=OrganisationProfileView,
    refuses=[OrganisationChanged],
)
def remove_logo(request: Request[None, None]) -> OrganisationProfileView:
    with _showing_what_stands_there(request.organisation_id):
        newer = service.remove_logo(by=request.caller, now=request.now)
    return OrganisationProfileView.of(newer)


@routes.get(
    "/staff/opening-calendars",
    summary="See which weeks contracts of less than a year have",
    who=OFFICE,
    returns=OpeningCalendarListView,
)
def list_calendars(request: Request[None, None]) -> OpeningCalendarListView:
    configuration = service.configuration_of(request.organisation_id, now=request.now)
    return OpeningCalendarListView.of(configuration)


@routes.put(
    "/staff/opening-calendars/{name}",
    summary="Say when contracts with this opening calendar have no care",
    who=ADMINISTRATORS,
    body=OpeningCalendarBody,
    returns=OpeningCalendarView,
    refuses=[PeriodTooLong],
)
def set_calendar(request: Request[OpeningCalendarBody, None], name: Id) -> OpeningCalendarView:
    calendar = request.body.calendar(name)
    service.set_calendar(calendar, by=request.caller, now=request.now)
    return OpeningCalendarView.of(calendar)


@routes.get(
    "/staff/public-holidays",
    summary="See on which public holidays the organisation is closed, and when they are this year",
    who=OFFICE,
    returns=PublicHolidayListView,
)
def list_holidays(request: Request[None, None]) -> PublicHolidayListView:
    configuration = service.configuration_of(request.organisation_id, now=request.now)
    return PublicHolidayListView.of(configuration.observed, request.today.year, request.language)


@routes.put(
    "/staff/public-holidays",
    summary="Choose on which public holidays the organisation is closed",
    who=ADMINISTRATORS,
    body=ObservedHolidays,
    returns=PublicHolidayListView,
)
def observe_holidays(request: Request[ObservedHolidays, None]) -> PublicHolidayListView:
    observed = frozenset(request.body.observed)
    service.observe_holidays(observed, by=request.caller, now=request.now)
    return PublicHolidayListView.of(observed, request.today.year, request.language)


@contextmanager
def _showing_what_stands_there(organisation_id: str) -> Iterator[None]:
    """Give the refusal the profile as it goes over the wire."""
    try:
        yield
    except OrganisationChanged as refusal:
        theirs = service.organisation_now(organisation_id)
        raise OrganisationChanged(current=OrganisationProfileView.of(theirs)) from refusal
