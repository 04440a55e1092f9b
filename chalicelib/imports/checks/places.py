"""Locations, groups and closing days, and what contracts need of them."""

from collections.abc import Mapping

from chalicelib.imports.cells.values import CARE_TYPE_WORDS, WEEKDAYS
from chalicelib.imports.checks.entries import Entries, Entry
from chalicelib.imports.known import Known
from chalicelib.imports.rows import (
    ClosingDayRow,
    ContractRow,
    GroupRow,
    LocationRow,
    same_name,
)


def check_places(entries: Entries, known: Known) -> Mapping[object, GroupRow]:
    """Check all that names a location or group, and return the groups there are, by key."""
    locations = [*known.locations, *entries.good(LocationRow)]
    for group in entries.of(GroupRow):
        _check_location(entries, group, locations)
    names = {same_name(row.location) for row in locations}
    for closing in entries.of(ClosingDayRow):
        location = closing.row.location
        if location is not None and location and same_name(location) not in names:
            entries.note(closing, "locatie", "location_unknown", location=location)
    groups = {row.key: row for row in (*known.groups, *entries.good(GroupRow))}
    for contract in entries.of(ContractRow):
        _check_group(entries, contract, groups)
    return groups


def _check_location(entries: Entries, entry: Entry[GroupRow], locations: list[LocationRow]) -> None:
    row = entry.row
    there = {
        one.care_type for one in locations if same_name(one.location) == same_name(row.location)
    }
    if not there and row.location:
        entries.note(entry, "locatie", "location_unknown", location=row.location)
    elif entry.good and row.care_type not in there:
        words = CARE_TYPE_WORDS[row.care_type]
        entries.note(
            entry,
            "opvangsoort",
            "location_lacks_care_type",
            location=row.location,
            care_type=words,
        )


def _check_group(
    entries: Entries, entry: Entry[ContractRow], groups: Mapping[object, GroupRow]
) -> None:
    row = entry.row
    if not (row.location and row.group):
        return
    where = {"location": row.location, "group": row.group}
    group = groups.get(row.group_key)
    if group is None:
        entries.note(entry, "groep", "group_unknown", **where)
        return
    for weekday in row.weekdays:
        if weekday not in group.weekdays:
            entries.note(entry, "dagen", "group_not_open", day=WEEKDAYS[weekday], **where)
    if entry.good and group.care_type != row.care_type:
        entries.note(
            entry,
            "opvangsoort",
            "care_type_mismatch",
            offered=CARE_TYPE_WORDS[group.care_type],
            care_type=CARE_TYPE_WORDS[row.care_type],
            **where,
        )
