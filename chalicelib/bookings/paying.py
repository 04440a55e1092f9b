"""In which ways a day can be paid, with the credits and by the rules of the moment."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from chalicelib.bookings.model import Option, Pay, PriceChanged, Terms, invoice_month_of
from chalicelib.bookings.situation import Situation
from chalicelib.core.errors import PortalError
from chalicelib.core.periods import Month
from chalicelib.credits.model import Credit, Grant
from chalicelib.credits.spending import Spending, spend_of
from chalicelib.days.model import NOTHING, Payment, Request
from chalicelib.policies.model import Amount, CreditExpired, NotEnoughCredit, Policy
from chalicelib.policies.model import Payment as PayWith


def options_for(
    terms: Terms,
    situation: Situation,
    *,
    exchanged: Decimal = NOTHING,
    lapses: Amount | None = None,
) -> Sequence[Option]:
    """Return the ways to pay, credit before money; `exchanged` hours are paid by the given day.

    What that is worth beyond them `lapses`.

    Most days of a month are paid alike: with the same credits, on the same invoice. They share
    their options.

    :raises NotEnoughCredit, CreditExpired, OutsideExchangeWindow: only credit pays here, and what
        there is will not do.
    """
    rest = terms.hours - exchanged
    if rest <= NOTHING:
        return (Option(Pay.CREDIT, Payment(exchanged_hours=terms.hours), None, lapses),)
    policy = situation.policy(terms.care_type, terms.day)
    usable = _usable(terms, situation, policy)
    month = invoice_month_of(terms.day, situation.configuration.organisation.billing)
    rules, invoice = (policy.care_type, policy.version), (month.year, month.number)
    credits_ = tuple([it.grant.grant_id for it in usable])
    alike = rules, credits_, invoice, terms.hourly_rate, rest, exchanged
    options = situation.paid_alike.get(alike)
    if options is None:
        options = tuple(_options(terms, policy, usable, rest, month))
        situation.paid_alike[alike] = options
    if not options:
        raise _why_not(terms, situation, policy, rest)
    return options


def as_paid_now(request: Request, options: Iterable[Option]) -> Request:
    """Return what waited for a place as it is paid now: credits may be spent since, or have come.

    It never costs more than was said, and no credit is spent that the parent chose to keep.

    :raises PriceChanged: there is no such way to pay.
    """
    for payment in [it.payment for it in options]:
        if payment.price <= request.price and not (request.spares_credit and payment.uses):
            return replace(request, payment=payment)
    raise PriceChanged


def _options(
    terms: Terms, policy: Policy, usable: Sequence[Credit], rest: Decimal, month: Month
) -> Iterator[Option]:
    exchanged, rate = terms.hours - rest, terms.hourly_rate
    invoice = policy.can_pay_with(PayWith.INVOICE)
    spending = _spending(policy, usable, rest)
    if spending.uses:
        billed = policy.invoice_hours(rest, paid=spending.paid) if spending.missing else NOTHING
        paid = Payment(tuple(spending.uses), rest - billed, billed, exchanged, rate)
        if spending.is_enough:
            yield Option(Pay.CREDIT, paid, None)
        elif invoice and policy.credits.mix_with_invoice:
            yield Option(Pay.BOTH, paid, month)
    if invoice:
        by_invoice = Payment((), NOTHING, rest, exchanged, rate)
        yield Option(Pay.INVOICE, by_invoice, month)


def _usable(terms: Terms, situation: Situation, policy: Policy) -> list[Credit]:
    """Return the credits with which the rules let this day be paid."""
    if not (situation.credits.credits and policy.can_pay_with(PayWith.CREDIT)):
        return []
    unit = policy.credits.unit
    return [
        it
        for it in situation.credits.valid(situation.today)
        if it.grant.unit is unit and _why_not_usable(it.grant, terms, situation, policy) is None
    ]


def _spending(policy: Policy, usable: Sequence[Credit], hours: Decimal) -> Spending:
    rules = policy.credits
    return spend_of(
        usable, policy.cost_of(hours), split=rules.split_allowed, combine=rules.combine_allowed
    )


def _why_not_usable(
    grant: Grant, terms: Terms, situation: Situation, policy: Policy
) -> PortalError | None:
    return policy.why_not_usable(
        grant,
        terms.day,
        hours=terms.hours,
        child_id=situation.child.child_id,
        product=_product(terms, situation),
        group_id=terms.group.group_id,
        today=situation.today,
    )


def _product(terms: Terms, situation: Situation) -> str | None:
    """Return what the contract sells on which the day would be had, if it still is there."""
    own = (it for it in situation.book.contracts if it.contract_id == terms.contract_id)
    return next((it.product for it in own), None)


def _why_not(terms: Terms, situation: Situation, policy: Policy, rest: Decimal) -> PortalError:
    """Return why credit alone will not do: the rule against the credits there are, or too few."""
    unit = policy.credits.unit
    found = [
        why
        for it in situation.credits.credits
        if it.grant.unit is unit and (why := _why_not_usable(it.grant, terms, situation, policy))
    ]
    spending = _spending(policy, _usable(terms, situation, policy), rest)
    if found and not spending.uses:
        return next((it for it in found if not isinstance(it, CreditExpired)), found[0])
    left = situation.credits.balance(unit, situation.today)
    return NotEnoughCredit(needed=Amount(policy.cost_of(rest), unit), left=Amount(left, unit))
