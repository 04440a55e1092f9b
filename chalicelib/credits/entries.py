"""What happens to credits, as the entries that say so."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from chalicelib.core.errors import Conflict
from chalicelib.core.ids import new_id
from chalicelib.core.periods import day_of, start_of
from chalicelib.credits.model import (
    NOTHING,
    Act,
    Cause,
    Entry,
    EntryKind,
    Grant,
    Open,
    Use,
    Why,
)
from chalicelib.credits.spending import spend
from chalicelib.policies.model import Amount

TICK = timedelta(microseconds=1)
GRACE = timedelta(days=28)  # to use what the organisation gave back after it had expired


class CorrectionTooLarge(Conflict):
    """More would be taken than is left: there are `left`."""

    facts = ("left",)


def granted(grant: Grant) -> Entry:
    """Return the entry with which a credit begins.

    It stands at the beginning of the day on which it was earned, under the id of the grant: one
    that comes twice is recognised by that.
    """
    return Entry(
        entry_id=grant.grant_id,
        at=start_of(grant.earned_on),
        kind=EntryKind.GRANT,
        grant=grant,
        change=grant.amount,
        cause=grant.cause,
    )


def used(uses: Iterable[Use], act: Act) -> list[Entry]:
    """Return the entries that pay a day."""
    return [_entry(EntryKind.USE, it.grant, -it.amount, act) for it in uses]


def expired(open_: Open, *, at: datetime) -> list[Entry]:
    """Return the entries that take out what could be used until yesterday at the latest."""
    over = [it for it in open_.credits if it.grant.is_over(day_of(at))]
    return [expiry_of(it.grant, it.left, at=at) for it in over]


def ended(
    open_: Open, left: Mapping[str, Decimal], act: Act, *, on: date | None = None
) -> list[Entry]:
    """Return the entries after which so much is left of these grants: a contract ended or changed.

    What is left of a grant never grows by it, and it is made less for the change `on` a day once.
    """
    known = [it for it in open_.credits if it.grant.grant_id in left]
    less = [(it.grant, min(NOTHING, left[it.grant.grant_id] - it.left)) for it in known]
    return [
        _entry(EntryKind.ENDED, replace(grant, reduced_on=on or grant.reduced_on), change, act)
        for grant, change in less
        if change
    ]


def moved(open_: Open, grants: Iterable[Grant], act: Act) -> list[Entry]:
    """Return the entries after which these are the grants: they end on another day than before."""
    known = {it.grant.grant_id: it.grant for it in open_.credits}
    return [_entry(EntryKind.MOVED, it, NOTHING, act) for it in grants if it != known[it.grant_id]]


def added(grant: Grant, act: Act) -> list[Entry]:
    """Return the entry of a correction that gives something."""
    return [_entry(EntryKind.CORRECTION, grant, grant.amount, act)]


def taken(open_: Open, amount: Amount, act: Act) -> list[Entry]:
    """Return the entries of a correction that takes so much, of what expires first.

    :raises CorrectionTooLarge: so much is not left.
    """
    spending = spend(
        open_, amount.amount, unit=amount.unit, today=act.today, may_use=lambda _: True
    )
    if not spending.is_enough:
        raise CorrectionTooLarge(left=Amount(spending.paid, amount.unit))
    return [_entry(EntryKind.CORRECTION, it.grant, -it.amount, act) for it in spending.uses]


def given_back(open_: Open, uses: Iterable[Use], act: Act, *, by_organisation: bool) -> list[Entry]:
    """Return the entries that bring every use back to the grant it came from.

    A credit that has expired meanwhile comes back expired: the ledger shows that it came and went.
    But if the organisation undid the day, it can be used for four weeks from today.
    """
    entries: list[Entry] = []
    for use in uses:
        back = _one_back(open_, use, act, by_organisation=by_organisation)
        open_ = open_.after(back)
        entries += back
    return entries


def in_sequence(entries: Iterable[Entry], open_: Open) -> list[Entry]:
    """Return them each later than the one before, and than all that was written.

    So the ledger reads in the order in which things happened, whatever the clocks say. The entry
    that a credit begins with stays where it is.
    """
    stamped, last = [], open_.last
    for entry in entries:
        if entry.kind is EntryKind.GRANT:
            stamped.append(entry)
        else:
            at = max(entry.at, last + TICK) if last else entry.at
            stamped.append(replace(entry, at=at))
            last = at
    return stamped


def expiry_of(grant: Grant, left: Decimal, *, at: datetime) -> Entry:
    if grant.own_until and grant.usable_until:
        cause = Cause(Why.CONTRACT_ENDED, {"day": grant.usable_until.isoformat()})
        return _entry(EntryKind.ENDED, grant, -left, Act(cause, at))
    return _entry(EntryKind.EXPIRY, grant, -left, Act(Cause(Why.EXPIRED), at))


def _one_back(open_: Open, use: Use, act: Act, *, by_organisation: bool) -> list[Entry]:
    current = open_.of(use.grant.grant_id)
    grant = current.grant if current else use.grant
    if not grant.is_over(act.today):
        return [_entry(EntryKind.RETURN, grant, use.amount, act)]
    # What lay there unused is not to live longer with what comes back.
    before = [expiry_of(grant, current.left, at=act.at)] if current else []
    if by_organisation:
        renewed = replace(grant, usable_until=act.today + GRACE, own_until=None)
        return [*before, _entry(EntryKind.RETURN, renewed, use.amount, act)]
    back = _entry(EntryKind.RETURN, grant, use.amount, act)
    return [*before, back, expiry_of(grant, use.amount, at=act.at)]


def _entry(kind: EntryKind, grant: Grant, change: Decimal, act: Act) -> Entry:
    return Entry(
        entry_id=new_id(),
        at=act.at,
        kind=kind,
        grant=grant,
        change=change,
        cause=act.cause,
        by=act.by,
        rule=act.rule,
    )
