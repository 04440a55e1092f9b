"""In which groups a child is on which days: what a group-day should say about it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from chalicelib.days.calendar import ChildBook
from chalicelib.days.model import NOTHING_SAID, Request, RequestKind, RequestState
from chalicelib.occupancy.model import Presence, Source
from chalicelib.organisations.model import Configuration

OnDay = tuple[str, date]  # a group, and a day of it

SOURCES = {RequestKind.EXTRA: Source.EXTRA, RequestKind.EXCHANGE: Source.EXCHANGE}


def presences_of(
    birth_date: date, book: ChildBook, days: Iterable[date], configuration: Configuration
) -> dict[OnDay, list[Presence]]:
    """Return the child's presences by group and day; days without any are left out.

    A cancelled day is one with its reason to be absent. Closing days are not looked at: the
    group-day itself says that it is closed, and nothing is lost if it opens after all.
    """
    found: dict[OnDay, list[Presence]] = {}
    for day in days:
        entry = book.entries.get(day, NOTHING_SAID)
        for contract in book.contracts:
            group = configuration.group(contract.group_id)
            agreed = contract.on(day)
            has_care = configuration.has_care(contract.calendar, day)
            if agreed and has_care and day.weekday() in group.weekdays:
                absence = entry.absence(group.group_id)
                presence = Presence(
                    child_id=book.child_id,
                    birth_date=birth_date,
                    slot=agreed.slot,
                    hours=agreed.hours,
                    source=Source.CONTRACT,
                    contract_id=contract.contract_id,
                    absent=absence.reason if absence else None,
                )
                found.setdefault((group.group_id, day), []).append(presence)
        if entry.request and entry.request.state is RequestState.GRANTED:
            group_id = entry.request.group_id
            absence = entry.absence(group_id, of_request=True)
            presence = presence_of(entry.request, birth_date)
            absent = replace(presence, absent=absence.reason if absence else None)
            found.setdefault((group_id, day), []).append(absent)
    return found


def presence_of(request: Request, birth_date: date) -> Presence:
    """Return the presence that a request stands for, granted or not."""
    return Presence(
        child_id=request.child_id,
        birth_date=birth_date,
        slot=request.slot,
        hours=request.hours,
        source=SOURCES[request.kind],
        contract_id=request.contract_id,
    )
