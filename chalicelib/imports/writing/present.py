"""What the organisation has already: told to the check, and looked up by what is written."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from chalicelib.aws.secrets import stable_id
from chalicelib.contracts.model import Contract
from chalicelib.contracts.service import contracts_in
from chalicelib.core.periods import Period
from chalicelib.core.slots import Slot
from chalicelib.core.values import dataclass
from chalicelib.families import service as families
from chalicelib.families.model import Family
from chalicelib.imports.known import Known
from chalicelib.imports.rows import Address, ContractRow, GroupRow, LocationRow, same_name
from chalicelib.organisations.model import Configuration, Group, Location

PAGE = 100  # families read at once


@dataclass(frozen=True)
class Places:
    """Locations and groups by the names that an export gives them."""

    organisation_id: str
    locations: Mapping[str, Location]
    groups: Mapping[tuple[str, str], Group]

    @classmethod
    def of(cls, configuration: Configuration) -> "Places":
        names = {it.location_id: same_name(it.name) for it in configuration.locations.values()}
        groups = [it for it in configuration.groups.values() if it.location_id in names]
        return cls(
            configuration.organisation.organisation_id,
            {same_name(it.name): it for it in configuration.locations.values()},
            {(names[it.location_id], same_name(it.name)): it for it in groups},
        )

    def location_id(self, name: str) -> str:
        """Return the id of the location, or the one that it will have."""
        known = self.locations.get(same_name(name))
        made = stable_id("location", self.organisation_id, same_name(name))
        return known.location_id if known else made

    def slot(self, location: str, name: str, hours: Decimal) -> Slot:
        """Return when a child is there whose export gives hours only: from when the group opens.

        :raises KeyError: there is no such group; a row without one is held back before.
        """
        return self.groups[same_name(location), same_name(name)].slot.first_hours(hours)

    def group_id(self, location: str, name: str) -> str:
        """Return the id of the group, or the one that it will have."""
        key = (same_name(location), same_name(name))
        known = self.groups.get(key)
        return known.group_id if known else stable_id("group", self.organisation_id, *key)


def known_of(configuration: Configuration) -> Known:
    """Return what the organisation has; of its families the numbers only.

    One request per megabyte of families, and one for each group.
    """
    organisation_id = configuration.organisation.organisation_id
    families_of: dict[str, str] = {}
    child_numbers: dict[str, str] = {}
    numbers: set[str] = set()
    for family in _all_families(organisation_id):
        numbers.add(family.debtor_number)
        families_of |= {child.number: family.debtor_number for child in family.children}
        child_numbers |= {child.child_id: child.number for child in family.children}
    contracts = contracts_in(sorted(configuration.groups), organisation_id=organisation_id)
    return Known(
        families=frozenset(numbers),
        children=families_of,
        locations=tuple(
            row for it in configuration.locations.values() for row in rows_of_location(it)
        ),
        groups=tuple(row_of_group(it, configuration) for it in configuration.groups.values()),
        contracts=tuple(
            _row_of_contract(it, configuration, child_numbers.get(it.child_id, ""))
            for it in contracts
        ),
    )


def rows_of_location(location: Location) -> list[LocationRow]:
    address = Address(street=location.street, postcode=location.postcode, city=location.city)
    return [
        LocationRow(
            location=location.name,
            care_type=care_type,
            lrk=lrk,
            address=address,
            phone=location.phone or None,
        )
        for care_type, lrk in location.lrk.items()
    ]


def row_of_group(group: Group, configuration: Configuration) -> GroupRow:
    return GroupRow(
        location=configuration.location(group.location_id).name,
        group=group.name,
        care_type=group.care_type,
        age_from=group.age_from,
        age_below=group.age_below,
        places=group.places,
        workers=group.workers,
        opens=group.opens,
        closes=group.closes,
        weekdays=group.weekdays,
    )


def _row_of_contract(contract: Contract, configuration: Configuration, child: str) -> ContractRow:
    """Return it as a row; one that was made in the portal has its id for a number."""
    group = configuration.group(contract.group_id)
    return ContractRow(
        number=contract.number or contract.contract_id,
        child=child,
        care_type=contract.care_type,
        location=configuration.location(group.location_id).name,
        group=group.name,
        weekdays=tuple(sorted(contract.weekdays)),
        hours_per_day=max((it.hours for it in contract.days), default=Decimal(0)),
        weeks_per_year=contract.weeks_per_year,
        rate=contract.hourly_rate,
        period=Period(contract.start, contract.until),
    )


def _all_families(organisation_id: str) -> Iterable[Family]:
    after = None
    while True:
        page = families.list_families(organisation_id=organisation_id, after=after, limit=PAGE)
        yield from page.items
        after = page.next
        if after is None:
            return
