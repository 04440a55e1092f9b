"""A parent ends a contract: what is said before, and what happens then."""

from datetime import date, datetime

from chalicelib.accounts import service as accounts
from chalicelib.audit import service as audit
from chalicelib.aws import table
from chalicelib.aws.transactions import Transaction
from chalicelib.contracts import service as contracts
from chalicelib.contracts.changes import last_row, with_notice
from chalicelib.contracts.model import ChildContracts, Contract
from chalicelib.contracts.refusals import EndingByOffice
from chalicelib.core.callers import PARENTS, Caller
from chalicelib.core.errors import Busy
from chalicelib.core.periods import day_of
from chalicelib.core.values import dataclass
from chalicelib.families import access
from chalicelib.families import service as families
from chalicelib.families.model import Child, Family, family_id_of
from chalicelib.mail import service as mail
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import Configuration
from chalicelib.planning.keeping import keep
from chalicelib.planning.mails import ContractEnded
from chalicelib.policies import service as policies
from chalicelib.policies.model import Policy

ATTEMPTS = 4


@dataclass(frozen=True)
class EndingQuote:
    """What would happen: `until` is the last day, and `earliest` the first that it can be.

    `policy` are the rules of today, for the notice, and `then` those of the last day, for credits.
    """

    contract: Contract
    earliest: date
    until: date
    policy: Policy
    then: Policy


@dataclass(frozen=True)
class _Looked:
    """A child of this parent, with its family and contracts, and the quote for the last day."""

    family: Family
    child: Child
    known: ChildContracts
    configuration: Configuration
    quote: EndingQuote


def quote_ending(
    *, caller: Caller, child_id: str, contract_id: str, until: date | None, now: datetime
) -> EndingQuote:
    """Return what ending would do; nothing is written. Without a day it is the first possible.

    :raises NotFound: it is not a contract of a child of this parent.
    :raises EndingByOffice: the rules have no notice that parents can give here.
    :raises NoticeTooShort, ContractEndsAlready, MonthIsOver: it cannot end then.
    """
    return _look(caller, child_id, contract_id, until, now).quote


def end_contract(
    *, caller: Caller, child_id: str, contract_id: str, until: date, now: datetime
) -> Contract:
    """End it, write to the parents, and return its last row; ended like that before, nothing is.

    Only the office can take it back.

    :raises NotFound, EndingByOffice, NoticeTooShort, ContractEndsAlready, MonthIsOver: as for its
        quote.
    :raises Busy: somebody else was faster every time.
    """
    for _ in range(ATTEMPTS):
        looked = _look(caller, child_id, contract_id, until, now)
        if looked.quote.contract.until == until:
            return looked.quote.contract
        try:
            return _end(looked, contract_id, caller, now)
        except Busy:
            continue
    raise Busy


def _look(
    caller: Caller, child_id: str, contract_id: str, until: date | None, now: datetime
) -> _Looked:
    org, today = caller.organisation_id, day_of(now)
    family = access.own_family_for(caller, family_id_of(child_id), today=today)
    child = family.child(child_id)
    known = contracts.of_children([child_id], organisation_id=org, at_hand=caller.at_hand)[child_id]
    last = last_row(known.contracts, contract_id)
    rules = policies.policies_of(org, now=now)
    policy = rules.for_day(last.care_type, today)
    earliest = policy.last_contract_day(notice_on=today)
    if earliest is None:
        raise EndingByOffice
    until = until or earliest
    quote = EndingQuote(last, earliest, until, policy, rules.for_day(last.care_type, until))
    with_notice(known.contracts, contract_id, until=quote.until, earliest=earliest, today=today)
    configuration = organisations.configuration_of(org, now=now)
    return _Looked(family, child, known, configuration, quote)


def _end(looked: _Looked, contract_id: str, caller: Caller, now: datetime) -> Contract:
    org, quote, child = caller.organisation_id, looked.quote, looked.child
    after = with_notice(
        looked.known.contracts,
        contract_id,
        until=quote.until,
        earliest=quote.earliest,
        today=day_of(now),
    )
    transaction = Transaction()
    groups = keep(
        {child.child_id: looked.known},
        {child.child_id: after},
        organisation_id=org,
        now=now,
        transaction=transaction,
        birth_dates={child.child_id: child.birth_date},
    )
    if groups[child.child_id] != child.group_ids:
        families.set_groups(groups, organisation_id=org, transaction=transaction)
    _tell(looked, caller, transaction, now)
    about = f"contract/{contract_id}"
    audit.note("planning.end_contract", about, by=caller, transaction=transaction, now=now)
    transaction.commit()
    return last_row(after, contract_id)


def _tell(looked: _Looked, caller: Caller, transaction: Transaction, now: datetime) -> None:
    """Write to each parent in their own language: who did not press hears of it as well."""
    org, family, contract = caller.organisation_id, looked.family, looked.quote.contract
    parents = [it for it in family.parents if it.has_access(PARENTS, day_of(now))]
    account_ids = list(dict.fromkeys(it.account_id for it in parents if it.account_id))
    table.bring(accounts.keys_of(account_ids, organisation_id=org), to=caller.at_hand)
    letter = ContractEnded(
        child=looked.child.first_name,
        group=looked.configuration.group(contract.group_id).name,
        until=looked.quote.until,
        ended_by=family.name_of(caller.account_id) or "",
    )
    for addressee in accounts.addressees_of(
        account_ids, organisation_id=org, at_hand=caller.at_hand
    ).values():
        mail.post(letter.to(addressee, organisation_id=org), transaction=transaction, now=now)
