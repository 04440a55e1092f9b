"""A child's month, and what each of its days would take: what is decided, without a request.

Run as a program it prints the seconds for one child. Each situation is one that nobody has looked
at before: nothing that a group-day remembers helps.
"""

import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from statistics import median
from time import process_time

from benchmarks.environment import of_function
from benchmarks.measures import Measure
from benchmarks.rounds import FreshStart
from chalicelib.bookings.looking import outlooks
from chalicelib.bookings.situation import Situation
from chalicelib.contracts.model import Contract, every
from chalicelib.core.language import Language
from chalicelib.core.periods import Month
from chalicelib.core.slots import Slot
from chalicelib.credits.model import Cause, Credit, Grant, Open, Why
from chalicelib.days.calendar import ChildBook, days_of
from chalicelib.families.model import Child, Family
from chalicelib.occupancy.model import GroupDay, Presence, Source
from chalicelib.organisations.model import (
    Billing,
    CareType,
    Configuration,
    Contact,
    Group,
    HouseStyle,
    Organisation,
)
from chalicelib.policies.model import Policies, Unit
from chalicelib.policies.samples import samples

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
DAYS = list(Month(2026, 12).days)
CHILDREN, ROUNDS, LEAST = 100, 5, 2000
FEWEST, MOST = 10, 16  # other children of the group on a day
WHOLE = Slot(time(7, 30), time(18))
SLOTS = (WHOLE, WHOLE, Slot(time(7, 30), time(13)))
GROUP = Group(
    group_id="ladybirds",
    location_id="north",
    name="Lieveheersbeestjes",
    care_type=CareType.DAY_CARE,
    age_from=0,
    age_below=48,
    places=MOST,
    workers=3,
    opens=time(7, 30),
    closes=time(18, 30),
)
BORN = date(2024, 6, 15)


def engine() -> list[Measure]:
    """Return how many children's months are derived and quoted in a second on one core."""
    start = FreshStart([sys.executable, "-m", "benchmarks.months"], of_function())
    seconds = median(start() for _ in range(ROUNDS))
    return [
        Measure(
            name=f"a child's month, and what each of its {len(DAYS)} days would take",
            value=1 / seconds,
            unit="months/s",
            limit=LEAST,
            is_gain=True,
        )
    ]


def seconds() -> float:
    """Return the processor's seconds for one child, of many."""
    situations = [_situation(number) for number in range(CHILDREN)]
    _look(_situation(CHILDREN))  # methods of values are written when the first one is made
    began = process_time()
    for situation in situations:
        _look(situation)
    return (process_time() - began) / CHILDREN


def _look(situation: Situation) -> None:
    days_of(situation.book, DAYS, situation.configuration)
    list(outlooks(situation, DAYS))


def _situation(number: int) -> Situation:
    """Return a child of Mondays and Tuesdays, with two credits, at an organisation as KION is."""
    child = Child(f"child-{number}", "family", "1", "Noor", "Jansen", BORN)
    rules = samples()["kion"].policy(CareType.DAY_CARE, effective_from=date(2026, 1, 1))
    return Situation(
        family=Family("family", "010203", "Jansen", children=(child,)),
        child=child,
        book=ChildBook(child.child_id, (_contract(child.child_id),)),
        credits=Open(child.child_id, 1, (_credit(child.child_id, 1), _credit(child.child_id, 2))),
        group_days={(GROUP.group_id, day): _group_day(day, number) for day in DAYS},
        policies=Policies((rules,)),
        configuration=Configuration(_organisation(), {}, {GROUP.group_id: GROUP}, ()),
        now=NOW,
    )


def _contract(child_id: str) -> Contract:
    return Contract(
        contract_id="contract",
        child_id=child_id,
        group_id=GROUP.group_id,
        care_type=CareType.DAY_CARE,
        days=every({0, 1}, WHOLE),
        weeks_per_year=52,
        hourly_rate=1043,
        start=date(2025, 3, 1),
    )


def _credit(child_id: str, number: int) -> Credit:
    grant = Grant(
        grant_id=f"credit-{number}",
        child_id=child_id,
        amount=Decimal("5.5") * number,
        unit=Unit.HOURS,
        cause=Cause(Why.CANCELLED, {"day": "2026-10-06", "reason": "sick"}),
        earned_on=date(2026, 10, 5),
        usable_from=date(2026, 10, 5),
        usable_until=date(2026, 12, 31),
        care_type=CareType.DAY_CARE,
    )
    return Credit(grant, grant.amount)


def _group_day(day: date, number: int) -> GroupDay:
    others = FEWEST + (day.day + number) % (MOST - FEWEST + 1)
    presences = tuple(_presence(f"other-{it:02}", it) for it in range(others))
    return replace(GroupDay(GROUP.group_id, day, 1).as_planned_for(GROUP), presences=presences)


def _presence(child_id: str, number: int) -> Presence:
    slot = SLOTS[number % len(SLOTS)]
    born = date(2023 + number % 3, 1 + number % 10, 3)
    return Presence(child_id, born, slot, slot.hours, Source.CONTRACT, "contract")


def _organisation() -> Organisation:
    return Organisation(
        organisation_id="zonnebloem",
        name="Kinderopvang Zonnebloem",
        language=Language.NL,
        house_style=HouseStyle(colour="#2f6f5e"),
        contact=Contact(
            "info@zonnebloem.example", "023-1234567", "Rijksstraatweg 1", "2022 DA", "Haarlem"
        ),
        billing=Billing(iban="NL91ABNA0417164300", creditor_id="NL98ZZZ999999990000"),
        first_care_period=Month(2026, 11),
    )


if __name__ == "__main__":
    sys.stdout.write(str(seconds()))
