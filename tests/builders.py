"""Things that most tests need, valid unless a test says otherwise."""

from dataclasses import replace
from datetime import time
from typing import Any

from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Caller, Role
from chalicelib.core.language import Language
from chalicelib.core.periods import Month
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import (
    Billing,
    CareType,
    ClosingDay,
    Configuration,
    Contact,
    Group,
    HouseStyle,
    Location,
    Organisation,
)

ORGANISATION = "zonnebloem"
LADYBIRDS = Group(
    group_id="ladybirds",
    location_id="north",
    name="Lieveheersbeestjes",
    care_type=CareType.DAY_CARE,
    age_from=0,
    age_below=48,
    places=12,
    workers=3,
    opens=time(7, 30),
    closes=time(18, 30),
)
OWLS = replace(
    LADYBIRDS, group_id="owls", name="Uilen", places=1, opens=time(7), weekdays=(0, 1, 2, 3)
)
NORTH = Location(
    location_id="north",
    name="Haarlem-Noord",
    street="Rijksstraatweg 1",
    postcode="2022 DA",
    city="Haarlem",
    phone="023-1234567",
    lrk={CareType.DAY_CARE: "188687038"},
)


def an_organisation(
    organisation_id: str = ORGANISATION, *, groups: tuple[Group, ...] = (LADYBIRDS,), **what: Any
) -> Organisation:
    """An organisation with one location and one group."""
    organisation = a_profile(organisation_id, **what)
    organisations.add_organisation(organisation)
    transaction = Transaction()
    organisations.put_location(NORTH, organisation_id=organisation_id, transaction=transaction)
    for group in groups:
        organisations.put_group(group, organisation_id=organisation_id, transaction=transaction)
    transaction.commit()
    return organisation


def a_profile(organisation_id: str = ORGANISATION, **what: Any) -> Organisation:
    """One that is in no table."""
    return replace(
        Organisation(
            organisation_id=organisation_id,
            name="Kinderopvang Zonnebloem",
            language=Language.NL,
            house_style=HouseStyle(colour="#2f6f5e"),
            contact=Contact(
                "info@zonnebloem.example", "023-1234567", "Rijksstraatweg 1", "2022 DA", "Haarlem"
            ),
            billing=Billing(iban="NL91ABNA0417164300", creditor_id="NL98ZZZ999999990000"),
            first_care_period=Month(2026, 11),
        ),
        **what,
    )


def a_configuration(*groups: Group, closing_days: tuple[ClosingDay, ...] = ()) -> Configuration:
    """One that is in no table, for rules."""
    return Configuration(
        organisation=a_profile(),
        locations={NORTH.location_id: NORTH},
        groups={it.group_id: it for it in groups or (LADYBIRDS,)},
        closing_days=closing_days,
    )


def a_caller(
    *,
    organisation_id: str = ORGANISATION,
    account_id: str = "anna",
    families: dict[str, Role] | None = None,
    staff_role: Role | None = None,
    group_ids: frozenset[str] = frozenset(),
) -> Caller:
    return Caller(
        organisation_id=organisation_id,
        account_id=account_id,
        session_id="session",
        language=Language.NL,
        families=families or {},
        staff_role=staff_role,
        group_ids=group_ids,
    )


def a_planner(organisation_id: str = ORGANISATION) -> Caller:
    return a_caller(organisation_id=organisation_id, account_id="petra", staff_role=Role.PLANNER)
