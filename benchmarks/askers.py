"""Many ask for the last places of a day at the same moment: the program that is measured.

Each reads the day, decides, and writes what granting needs in one transaction, or the request that
waits. Run with a kind of conflict and a seed it prints what became of them as JSON.
"""

import json
import os
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, time
from statistics import median

import boto3
from moto import mock_aws
from pynamodb.attributes import UnicodeAttribute

from benchmarks.crowd import Crowd
from chalicelib.aws.table import Item, connection
from chalicelib.aws.transactions import Transaction
from chalicelib.core.slots import Slot
from chalicelib.occupancy.model import GroupDay, GroupIsFull, Presence, Source
from chalicelib.occupancy.retrying import pausing_with, retrying
from chalicelib.occupancy.room import check_room
from chalicelib.occupancy.store import OccupancyStore
from chalicelib.organisations.model import CareType, Group
from infra.local import resources, transactions

CROWDED, PLACES = 11, 5
DAY = date(2026, 11, 12)
WHOLE_DAY = Slot(time(8), time(18, 30))
GROUP = Group(
    group_id="ladybirds",
    location_id="north",
    name="Lieveheersbeestjes",
    care_type=CareType.DAY_CARE,
    age_from=0,
    age_below=48,
    places=CROWDED + PLACES,
    workers=3,
    opens=time(7, 30),
    closes=time(18, 30),
)


class _RequestItem(Item):
    """The asker's own: the month, the request, mails, a line in the audit trail."""

    state = UnicodeAttribute()


@dataclass(frozen=True)
class Told:
    """What became of a crowd; seconds are those of its own time."""

    outcomes: dict[str, int]
    attempts: int
    conflicts: int
    median: float
    longest: float


def ask_at_once(askers: int, *, both_lose: bool, seed: int) -> Told:
    """Let so many ask at once, at the table that the environment names."""
    crowd = Crowd(both_lose, random.Random(seed))  # noqa: S311 - the same again for the same seed
    chance = random.Random(seed).random  # noqa: S311 - idem
    _fill()
    works = [_asker(number) for number in range(askers)]
    with crowd.at(connection().connection.client), pausing_with(crowd.pause, chance=chance):
        outcomes = crowd.run(works)
    return Told(
        outcomes=dict(Counter(outcomes)),
        attempts=crowd.attempts,
        conflicts=crowd.conflicts,
        median=median(crowd.took),
        longest=max(crowd.took),
    )


def the_day() -> GroupDay:
    """Return the day as it stands in the table."""
    key = GROUP.group_id, DAY
    return OccupancyStore("crowd").find([key], {GROUP.group_id: GROUP}).days[key]


def _asker(number: int) -> Callable[[], str]:
    return lambda: retrying(lambda: _decide(f"asker-{number}"))


def _decide(child_id: str) -> str:
    group_day, presence, transaction = the_day(), _presence(child_id), Transaction()
    try:
        check_room(group_day, presence, group=GROUP, staffed=True)
    except GroupIsFull:
        state = "waiting"
    else:
        state, newer = "granted", group_day.with_presence(presence)
        OccupancyStore("crowd").put(newer, transaction=transaction, takes_place=True)
    request = _RequestItem(f"ORG#crowd#CHILD#{child_id}", "REQUEST", state=state)
    transaction.put(request, condition=_RequestItem.pk.does_not_exist())
    transaction.commit(attempts=1)
    return state


def _fill() -> None:
    group_day = GroupDay(GROUP.group_id, DAY).as_planned_for(GROUP)
    for number in range(CROWDED):
        group_day = group_day.with_presence(_presence(f"child-{number}"))
    transaction = Transaction()
    OccupancyStore("crowd").put(group_day, transaction=transaction)
    transaction.commit()


def _presence(child_id: str) -> Presence:
    return Presence(
        child_id=child_id,
        birth_date=date(2023, 9, 1),
        slot=WHOLE_DAY,
        hours=WHOLE_DAY.hours,
        source=Source.EXTRA,
        contract_id="contract",
    )


def main(kind: str, askers: str, seed: str) -> None:
    transactions.make_cheap()
    with mock_aws():
        os.environ |= resources.create(boto3.Session().client)
        told = ask_at_once(int(askers), both_lose=kind == "both", seed=int(seed))
    sys.stdout.write(json.dumps(asdict(told)))


if __name__ == "__main__":
    main(*sys.argv[1:])
