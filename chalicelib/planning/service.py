"""What the office does with contracts, and what parents see of them. How a parent ends one is in
`ending`; what other rooms write is in `keeping`.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from chalicelib.audit import service as audit
from chalicelib.aws.transactions import Transaction
from chalicelib.contracts import service as contracts
from chalicelib.contracts.changes import (
    Terms,
    Warned,
    changed_from,
    check_terms,
    ended_on,
    entered,
    free_number,
    last_row,
    warnings_about,
)
from chalicelib.contracts.model import ChildContracts, Contract
from chalicelib.core.callers import Caller
from chalicelib.core.errors import Busy
from chalicelib.core.ids import new_id
from chalicelib.core.periods import day_of
from chalicelib.core.values import dataclass
from chalicelib.families import access
from chalicelib.families import service as families
from chalicelib.families.model import Child, family_id_of
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import Configuration
from chalicelib.planning.keeping import keep

ATTEMPTS = 4
Rows = Sequence[Contract]


@dataclass(frozen=True)
class ContractHistory:
    """All contracts of a child, those that are over or were called off as well."""

    child: Child
    contracts: Rows
    configuration: Configuration
    warnings: Sequence[Warned] = ()


@dataclass(frozen=True)
class NewContract:
    """What the office enters; without a number it gets one."""

    terms: Terms
    start: date
    until: date | None
    number: str | None


def contracts_for_office(*, caller: Caller, child_id: str, now: datetime) -> ContractHistory:
    """:raises NotFound: there is no such child."""
    _, child = access.family_and_child_for(caller, child_id, today=day_of(now))
    return _history(caller, child, now)


def contracts_for_parent(*, caller: Caller, child_id: str, now: datetime) -> ContractHistory:
    """:raises NotFound: it is not a child of this parent."""
    family = access.own_family_for(caller, family_id_of(child_id), today=day_of(now))
    return _history(caller, family.child(child_id), now)


def enter_contract(
    *, caller: Caller, child_id: str, new: NewContract, now: datetime
) -> ContractHistory:
    """Add a contract; the very same one that is there already is not added again.

    :raises NotFound: there is no such child, or no such group.
    :raises GroupOfOtherCare, ClosedThatWeekday, OutsideOpeningHours, CalendarUnknown, WeekdayTwice:
        the group does not offer it.
    :raises MonthIsOver, EndsBeforeItBegins, ContractsOverlap, TooManyContracts: it cannot be.
    """
    contract_id = new_id()

    def alter(rows: Rows) -> tuple[Rows, Contract]:
        contract = new.terms.contract(
            contract_id=contract_id,
            child_id=child_id,
            number=new.number or free_number(rows),
            start=new.start,
            until=new.until,
        )
        after = entered(rows, contract, today=day_of(now))
        return after, contract

    return _change(caller, child_id, alter, new.terms, action="planning.enter_contract", now=now)


def change_contract(
    *,
    caller: Caller,
    child_id: str,
    contract_id: str,
    terms: Terms,
    start: date,
    now: datetime,
) -> ContractHistory:
    """Let other terms hold from that day on; what was before stays as it was.

    :raises NotFound: there is no such contract, child or group.
    :raises GroupOfOtherCare, ClosedThatWeekday, OutsideOpeningHours, CalendarUnknown, WeekdayTwice:
        the group does not offer it.
    :raises ChangeBeforeStart, ContractIsOver, MonthIsOver, ContractsOverlap, TooManyContracts: it
        cannot change then.
    """
    row_id = new_id()

    def alter(rows: Rows) -> tuple[Rows, Contract]:
        after = changed_from(
            rows, contract_id, terms, start=start, new_id=row_id, today=day_of(now)
        )
        return after, last_row(after, contract_id)

    return _change(caller, child_id, alter, terms, action="planning.change_contract", now=now)


def set_ending(
    *, caller: Caller, child_id: str, contract_id: str, until: date | None, now: datetime
) -> ContractHistory:
    """Let a contract end on that day, or go on: the office need not wait for any notice.

    :raises NotFound: there is no such contract or child.
    :raises ContractIsOver, MonthIsOver, ContractsOverlap: it cannot end then, or go on.
    """

    def alter(rows: Rows) -> tuple[Rows, Contract]:
        after = ended_on(rows, contract_id, until=until, today=day_of(now))
        return after, last_row(after, contract_id)

    return _change(caller, child_id, alter, None, action="planning.set_ending", now=now)


def _history(caller: Caller, child: Child, now: datetime) -> ContractHistory:
    known = _known(caller, child.child_id)
    return ContractHistory(child, known.contracts, _configuration(caller, known.contracts, now))


def _change(
    caller: Caller,
    child_id: str,
    alter: Callable[[Rows], tuple[Rows, Contract]],
    terms: Terms | None,
    *,
    action: str,
    now: datetime,
) -> ContractHistory:
    """Change what is there now, and again from the beginning if somebody else was faster."""
    for _ in range(ATTEMPTS):
        _, child = access.family_and_child_for(caller, child_id, today=day_of(now))
        known = _known(caller, child_id)
        configuration = _configuration(caller, known.contracts, now)
        if terms:
            check_terms(terms, configuration)
        after, contract = alter(known.contracts)
        try:
            about = f"contract/{contract.contract_id}"
            _commit(child, known, after, caller=caller, about=about, action=action, now=now)
        except Busy:
            continue
        group = configuration.group(contract.group_id)
        warnings = warnings_about(contract, child.birth_date, group)
        return ContractHistory(child, after, configuration, warnings)
    raise Busy


def _commit(
    child: Child,
    known: ChildContracts,
    after: Rows,
    *,
    caller: Caller,
    about: str,
    action: str,
    now: datetime,
) -> None:
    if list(known.contracts) == list(after):
        return
    org, transaction = caller.organisation_id, Transaction()
    groups = keep(
        {child.child_id: known},
        {child.child_id: after},
        organisation_id=org,
        now=now,
        transaction=transaction,
        birth_dates={child.child_id: child.birth_date},
    )
    if groups[child.child_id] != child.group_ids:
        families.set_groups(groups, organisation_id=org, transaction=transaction)
    audit.note(action, about, by=caller, transaction=transaction, now=now)
    transaction.commit()


def _known(caller: Caller, child_id: str) -> ChildContracts:
    found = contracts.of_children(
        [child_id], organisation_id=caller.organisation_id, at_hand=caller.at_hand
    )
    return found[child_id]


def _configuration(caller: Caller, rows: Rows, now: datetime) -> Configuration:
    """Return a configuration that knows the groups in these: one may be of just now."""
    org = caller.organisation_id
    configuration = organisations.configuration_of(org, now=now)
    if {it.group_id for it in rows} <= configuration.groups.keys():
        return configuration
    organisations.forget(org)
    return organisations.configuration_of(org, now=now)
