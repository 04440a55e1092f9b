"""What a colleague can do with the credits of a child: give or take something, with a reason."""

from dataclasses import replace
from datetime import date, datetime

from chalicelib.accounts import service as accounts
from chalicelib.audit import service as audit
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import PARENTS, Caller
from chalicelib.core.errors import Busy, Conflict, Malformed
from chalicelib.core.ids import new_id
from chalicelib.core.language import Language
from chalicelib.core.periods import day_of
from chalicelib.core.values import dataclass
from chalicelib.credits import service
from chalicelib.credits.changes import Changes
from chalicelib.credits.mails import CreditCorrected
from chalicelib.credits.model import NOTHING, Act, Cause, Grant, Open, Why
from chalicelib.families import access
from chalicelib.families.model import Child, Family
from chalicelib.mail import service as mail
from chalicelib.mail.message import Addressee
from chalicelib.policies.model import Amount


class CreditsChanged(Conflict):
    """Something was added or taken since they were read: `current` is the version now."""

    facts = ("current",)


class ExpiresInThePast(Malformed):
    """What is given could never be used: its last day is `earliest` at the earliest."""

    facts = ("earliest",)


@dataclass(frozen=True)
class Correction:
    """What is given, or taken if the amount is negative, and why.

    What is given can be used until `usable_until`; None: it does not expire. `version` is that of
    the credits that the colleague looked at.
    """

    amount: Amount
    reason: str
    usable_until: date | None
    version: int


def correct(*, caller: Caller, child_id: str, correction: Correction, now: datetime) -> Open:
    """Give or take something, and tell the parents; return what is left.

    :raises NotFound: there is no such child.
    :raises CreditsChanged: they are not any more what the colleague looked at.
    :raises CorrectionTooLarge: so much is not left.
    :raises ExpiresInThePast: it could never be used.
    """
    family, child = access.family_and_child_for(caller, child_id, today=day_of(now))
    open_ = _open(caller, child_id)
    _check_version(open_, correction)
    changes = _changes(open_, correction, caller, now)
    transaction = Transaction()
    org = caller.organisation_id
    service.plan([changes], organisation_id=org, transaction=transaction)
    unit, today = correction.amount.unit, day_of(now)
    left = Amount(changes.now.balance(unit, today), unit)
    for addressee in _parents(family, caller, today):
        written = _mail_about(child, correction, left, addressee.language)
        mail.post(written.to(addressee, organisation_id=org), transaction=transaction, now=now)
    audit.note("credits.correct", f"child/{child_id}", by=caller, transaction=transaction, now=now)
    try:
        transaction.commit()
    except Busy:
        _check_version(_open(caller, child_id), correction)
        raise
    return changes.now


def _open(caller: Caller, child_id: str) -> Open:
    """Return what the child has left; who looks again sees what stands there then."""
    org = caller.organisation_id
    return service.open_of([child_id], organisation_id=org, at_hand=caller.at_hand)[child_id]


def _check_version(open_: Open, correction: Correction) -> None:
    if open_.version != correction.version:
        raise CreditsChanged(current=open_.version)


def _changes(open_: Open, correction: Correction, caller: Caller, now: datetime) -> Changes:
    cause = Cause(Why.CORRECTED, text=correction.reason)
    act = Act(cause, now, caller.account_id)
    amount, until = correction.amount, correction.usable_until
    if amount.amount < NOTHING:
        return Changes(open_).take(replace(amount, amount=-amount.amount), act)
    if until is not None and until < act.today:
        raise ExpiresInThePast(earliest=act.today)
    grant = Grant(
        grant_id=new_id(),
        child_id=open_.child_id,
        amount=amount.amount,
        unit=amount.unit,
        cause=cause,
        earned_on=act.today,
        usable_from=act.today,
        usable_until=until,
    )
    return Changes(open_).add(grant, act)


def _parents(family: Family, caller: Caller, today: date) -> list[Addressee]:
    """Return each account once: parents who share an address share an account."""
    parents = [it.account_id for it in family.parents if it.has_access(PARENTS, today)]
    account_ids = list(dict.fromkeys(it for it in parents if it))
    org, at_hand = caller.organisation_id, caller.at_hand
    found = accounts.addressees_of(account_ids, organisation_id=org, at_hand=at_hand)
    return list(found.values())


def _mail_about(
    child: Child, correction: Correction, left: Amount, language: Language
) -> CreditCorrected:
    return CreditCorrected(
        child=child.first_name,
        change=_signed(correction.amount, language),
        reason=correction.reason,
        left=left.in_words(language),
    )


def _signed(amount: Amount, language: Language) -> str:
    """Return "+ 5,5 uur" or "- 1 point"."""
    size = replace(amount, amount=abs(amount.amount)).in_words(language)
    return f"{'-' if amount.amount < NOTHING else '+'} {size}"
