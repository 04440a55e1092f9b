"""Locations, groups and closing days: what differs from what is there is written."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from chalicelib.aws.transactions import Transaction
from chalicelib.core.language import Language
from chalicelib.core.values import dataclass
from chalicelib.imports.checking import Checked
from chalicelib.imports.rows import ClosingDayRow, GroupRow, LocationRow, same_name
from chalicelib.imports.writing.present import Places
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import ClosingDay, Configuration, Group, Location

# Parents read this next to the day when the file does not say why.
CLOSED = {Language.NL: "Gesloten", Language.EN: "Closed"}


@dataclass(frozen=True)
class PlaceChanges:
    locations: Sequence[Location]
    groups: Sequence[Group]
    closing_days: Sequence[ClosingDay]


def place_changes(checked: Checked, configuration: Configuration) -> PlaceChanges:
    """Return what the upload adds or changes; what it does not name stays."""
    places = Places.of(configuration)
    known = {_place_of(it): it for it in configuration.closing_days}
    closing_days = _closing_days(checked.closing_days, places, configuration)
    locations = _locations(checked.locations, places)
    groups = [_group(row, places) for row in checked.groups]
    return PlaceChanges(
        [it for it in locations if configuration.locations.get(it.location_id) != it],
        [it for it in groups if configuration.groups.get(it.group_id) != it],
        [it for it in closing_days if known.get(_place_of(it)) != it],
    )


def places_after(changes: PlaceChanges, configuration: Configuration) -> Places:
    """Return what there will be, for who writes about it before it is there."""
    locations = {it.location_id: it for it in changes.locations}
    groups = {it.group_id: it for it in changes.groups}
    return Places.of(
        replace(
            configuration,
            locations={**configuration.locations, **locations},
            groups={**configuration.groups, **groups},
        )
    )


def plan_places(changes: PlaceChanges, *, organisation_id: str, transaction: Transaction) -> None:
    """Write them in an order in which nothing leans on what is not there yet."""
    for location in changes.locations:
        organisations.put_location(
            location, organisation_id=organisation_id, transaction=transaction
        )
    for group in changes.groups:
        organisations.put_group(group, organisation_id=organisation_id, transaction=transaction)
    for closing in changes.closing_days:
        organisations.put_closing_day(
            closing, organisation_id=organisation_id, transaction=transaction
        )


def _locations(rows: Iterable[LocationRow], places: Places) -> Iterator[Location]:
    """Yield each location once, with the numbers of all its rows and those it had."""
    by_name: dict[str, list[LocationRow]] = {}
    for row in rows:
        by_name.setdefault(same_name(row.location), []).append(row)
    for name, own in by_name.items():
        first, known = own[0], places.locations.get(name)
        yield Location(
            location_id=places.location_id(first.location),
            name=known.name if known else first.location,
            street=first.address.street,
            postcode=first.address.postcode,
            city=first.address.city,
            phone=first.phone or (known.phone if known else ""),
            lrk={**(known.lrk if known else {}), **{row.care_type: row.lrk for row in own}},
        )


def _group(row: GroupRow, places: Places) -> Group:
    return Group(
        group_id=places.group_id(row.location, row.group),
        location_id=places.location_id(row.location),
        name=row.group,
        care_type=row.care_type,
        age_from=row.age_from,
        age_below=row.age_below,
        places=row.places,
        workers=row.workers,
        opens=row.opens,
        closes=row.closes,
        weekdays=row.weekdays,
    )


def _closing_days(
    rows: Iterable[ClosingDayRow], places: Places, configuration: Configuration
) -> Iterator[ClosingDay]:
    for row in rows:
        yield ClosingDay(
            day=row.day,
            reason=row.reason or CLOSED[configuration.organisation.language],
            location_id=places.location_id(row.location) if row.location else None,
            closes_at=row.closes_at,
        )


def _place_of(closing: ClosingDay) -> tuple[object, ...]:
    return closing.day, closing.location_id
