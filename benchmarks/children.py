"""Children of an imaginary organisation, each with a month of its own: all that decides about it.

A number makes a child, the same one for the same number. Even ones are small and in day care, odd
ones go to school and come afterwards. Each has

* a contract for one to three weekdays, a day off, a day that was granted and one that is asked for;
* two or three credits of different amounts, causes and ends;
* group-days with 12 to 16 other children of random ages and parts of the day, some of them absent;
* the rules of one of the published samples, by turns, and an organisation with a closing day.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from random import Random

from chalicelib.bookings.situation import Situation
from chalicelib.contracts.model import Contract, every
from chalicelib.core.language import Language
from chalicelib.core.periods import Month, days_between
from chalicelib.core.slots import Slot
from chalicelib.credits.model import Cause, Credit, Grant, Open, Why
from chalicelib.days.calendar import ChildBook
from chalicelib.days.model import Absence, DayEntry, Payment, Request, RequestKind, RequestState
from chalicelib.families.model import Child, Family
from chalicelib.occupancy.model import AbsenceReason, GroupDay, Presence, Source
from chalicelib.organisations.model import (
    Billing,
    CareType,
    ClosingDay,
    Configuration,
    Contact,
    Group,
    HouseStyle,
    Organisation,
)
from chalicelib.policies.model import Policies, Unit
from chalicelib.policies.samples import samples

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
MONTH = Month(2026, 12)
DAYS = list(MONTH.days)
FEWEST, MOST = 12, 16  # other children of the group on a day
AWAY = 0.06  # of them, on a day
WEEKDAYS = range(5)
LADYBIRDS = Group(
    group_id="ladybirds",
    location_id="north",
    name="Lieveheersbeestjes",
    care_type=CareType.DAY_CARE,
    age_from=0,
    age_below=48,
    places=MOST,
    workers=4,
    opens=time(7, 30),
    closes=time(18, 30),
)
OWLS = replace(
    LADYBIRDS,
    group_id="owls",
    name="Uilen",
    care_type=CareType.OUT_OF_SCHOOL,
    age_from=48,
    age_below=156,
    places=20,
    workers=2,
    opens=time(14),
)
SLOTS = {
    LADYBIRDS.group_id: [
        Slot(time(7, 30), time(18)),
        Slot(time(8), time(18, 30)),
        Slot(time(7, 30), time(13)),
    ],
    OWLS.group_id: [Slot(time(14), time(18)), Slot(time(14, 30), time(18, 30))],
}
CONFIGURATION = Configuration(
    organisation=Organisation(
        organisation_id="zonnebloem",
        name="Kinderopvang Zonnebloem",
        language=Language.NL,
        house_style=HouseStyle(colour="#2f6f5e"),
        contact=Contact(
            "info@zonnebloem.example", "023-1234567", "Rijksstraatweg 1", "2022 DA", "Haarlem"
        ),
        billing=Billing(iban="NL91ABNA0417164300", creditor_id="NL98ZZZ999999990000"),
        first_care_period=Month(2026, 11),
    ),
    locations={},
    groups={it.group_id: it for it in (LADYBIRDS, OWLS)},
    closing_days=(ClosingDay(date(2026, 12, 24), "Kerstavond"),),
)


def a_situation(number: int) -> Situation:
    """Return the month of the child with this number."""
    dice = Random(number)  # noqa: S311 - the same child for the same number
    group = OWLS if number % 2 else LADYBIRDS
    child_id, rules = f"child-{number}", _rules(number % len(samples()), group.care_type)
    child = Child(child_id, "family", "1", "Noor", "Jansen", _born(group, dice))
    contract = _contract(child_id, group, dice)
    unit = rules.for_day(group.care_type, DAYS[0]).credits.unit
    return Situation(
        family=Family("family", "010203", "Jansen", children=(child,)),
        child=child,
        book=ChildBook(child_id, (contract,), _entries(contract, dice)),
        credits=_credits(child_id, group, unit, dice),
        group_days=_group_days(group, dice),
        policies=rules,
        configuration=CONFIGURATION,
        horizon=date(2028, 5, 31),
        now=NOW,
    )


@cache
def _rules(number: int, care_type: CareType) -> Policies:
    sample = list(samples().values())[number]
    return Policies((sample.policy(care_type, effective_from=date(2026, 1, 1)),))


def _born(group: Group, dice: Random) -> date:
    return DAYS[0] - timedelta(days=dice.randrange(group.age_from * 30 + 90, group.age_below * 30))


def _contract(child_id: str, group: Group, dice: Random) -> Contract:
    return Contract(
        contract_id=f"contract-of-{child_id}",
        child_id=child_id,
        group_id=group.group_id,
        care_type=group.care_type,
        days=every(dice.sample(WEEKDAYS, dice.randint(1, 3)), dice.choice(SLOTS[group.group_id])),
        weeks_per_year=52,
        hourly_rate=dice.randint(950, 1200),
        start=date(2025, 3, 1),
    )


def _entries(contract: Contract, dice: Random) -> dict[date, DayEntry]:
    own = [it for it in DAYS if contract.covers(it)]
    others = [it for it in DAYS if it.weekday() in WEEKDAYS and it not in own]
    away = Absence(contract.group_id, AbsenceReason.HOLIDAY, NOW, "anna", "grant")
    granted, asked = dice.sample(others, 2)
    return {
        dice.choice(own): DayEntry(absences=(away,)),
        granted: DayEntry(_request(contract, granted, RequestState.GRANTED)),
        asked: DayEntry(_request(contract, asked, RequestState.REQUESTED)),
    }


def _request(contract: Contract, day: date, state: RequestState) -> Request:
    usual = contract.days[0]
    return Request(
        kind=RequestKind.EXTRA,
        child_id=contract.child_id,
        day=day,
        slot=usual.slot,
        group_id=contract.group_id,
        care_type=contract.care_type,
        contract_id=contract.contract_id,
        payment=Payment(invoice_hours=usual.hours, hourly_rate=contract.hourly_rate),
        state=state,
        asked_by="anna",
        asked_at=NOW,
    )


def _credits(child_id: str, group: Group, unit: Unit, dice: Random) -> Open:
    ends = [date(2026, 12, 15), date(2026, 12, 31), date(2027, 5, 31)][: dice.randint(2, 3)]
    grants = [
        Grant(
            grant_id=f"credit-{number}",
            child_id=child_id,
            amount=Decimal(dice.randint(2, 24)) / 2,
            unit=unit,
            cause=Cause(Why.CANCELLED, {"day": "2026-10-06", "reason": "sick"}),
            earned_on=date(2026, 10, 5),
            usable_from=date(2026, 10, 5),
            usable_until=until,
            care_type=group.care_type,
        )
        for number, until in enumerate(ends)
    ]
    return Open(child_id, 1, tuple(Credit(it, it.amount) for it in grants))


def _group_days(group: Group, dice: Random) -> dict[tuple[str, date], GroupDay]:
    """Return the days of the group: it is the same children each week, less who is away."""
    weeks = {it: _roster(group, dice) for it in WEEKDAYS}
    days = days_between(MONTH.first_day, MONTH.last_day)
    return {
        (group.group_id, day): _group_day(group, day, weeks.get(day.weekday(), ()), dice)
        for day in days
    }


def _roster(group: Group, dice: Random) -> list[Presence]:
    return [_presence(number, group, dice) for number in range(dice.randint(FEWEST, MOST))]


def _presence(number: int, group: Group, dice: Random) -> Presence:
    slot = dice.choice(SLOTS[group.group_id])
    born = _born(group, dice)
    return Presence(f"other-{number:02}", born, slot, slot.hours, Source.CONTRACT, "contract")


def _group_day(group: Group, day: date, roster: Sequence[Presence], dice: Random) -> GroupDay:
    presences = tuple(
        replace(it, absent=AbsenceReason.SICK if dice.random() < AWAY else None) for it in roster
    )
    return replace(GroupDay(group.group_id, day, 1).as_planned_for(group), presences=presences)
