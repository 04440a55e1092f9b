"""A policy in words for parents, made from its data, and what cancelling a day comes to."""

from collections.abc import Iterator, Sequence

from chalicelib.core.language import Language
from chalicelib.core.values import dataclass
from chalicelib.core.words import in_words
from chalicelib.policies.amounts import Amount, Cap, CapKind, Exchanges, Size, number_in_words
from chalicelib.policies.asking import Asking, Payment
from chalicelib.policies.cancelling import (
    BookedPart,
    Cancelling,
    Earned,
    EarnRule,
    Outcome,
    Reason,
)
from chalicelib.policies.contracts import ContractNotice
from chalicelib.policies.credits import Credits, OnContractChange, Scope
from chalicelib.policies.deciding import Deciding
from chalicelib.policies.exchanging import Exchanging
from chalicelib.policies.phrases import (
    decision_in_words,
    from_in_words,
    given_in_words,
    lead_in_words,
    listed,
    span_in_words,
    until_in_words,
)
from chalicelib.policies.policy import Policy
from chalicelib.policies.texts import text
from chalicelib.policies.windows import AtOnce, Days


@dataclass(frozen=True)
class Section:
    """A part of the rules: `name` is the parameter's, `title` and `sentences` are for people."""

    name: str
    title: str
    sentences: Sequence[str]


def policy_in_words(policy: Policy, language: Language) -> list[Section]:
    """Return the whole policy: every parameter is in one of the sentences."""
    sections: dict[str, Iterator[str]] = {
        "cancelling": _cancelling(policy.cancelling, language),
        "credits": _credits(policy.credits, language),
        "exchanging": _exchanging(policy.exchanging, language),
        "asking": _asking(policy.asking, language),
        "deciding": _deciding(policy.deciding, language),
        "contract": _contract(policy.contract_notice, language),
    }
    return [Section(it, text(it, language), tuple(told)) for it, told in sections.items()]


def beginning_in_words(policy: Policy, language: Language) -> str:
    """Return from which day on the rules hold."""
    if not policy.version:
        return text("effective.always", language)
    return text("effective", language, day=in_words(policy.effective_from, language))


def outcome_in_words(outcome: Outcome, part: BookedPart, language: Language) -> str:
    """Return what cancelling this day gives, by which rule, and what one can do."""
    if isinstance(outcome, Earned):
        return " ".join(_earned(outcome, language))
    facts = {name: in_words(value, language) for name, value in outcome.why.data.items()}
    day = in_words(part.day, language)
    why = text(f"nothing.{outcome.code}", language, **facts)
    return f"{text('nothing', language, day=day)} {why}"


def _earned(earned: Earned, language: Language) -> Iterator[str]:
    yield text("earned", language, amount=earned.given.in_words(language))
    if earned.limited_by:
        in_full = Amount(earned.in_full, earned.unit).in_words(language)
        limit = Amount(earned.limited_by.amount, earned.unit).in_words(language)
        yield text("earned.limited", language, in_full=in_full, limit=limit)
    days = Days(earned.usable_from, earned.expires_on)
    yield text("earned.from", language, days=days.in_words(language))
    if earned.because.until:
        yield text("earned.in_time", language, until=in_words(earned.because.until, language))


def _cancelling(cancelling: Cancelling, language: Language) -> Iterator[str]:
    yield text("cancelling.always", language)
    if not cancelling.rules:
        yield text("cancelling.nothing", language)
        return
    for rule in cancelling.rules:
        yield from _rule(rule, language)
    if len(cancelling.rules) > 1:
        yield text("cancelling.first_rule", language)
    others = frozenset(Reason).difference(*(it.reasons for it in cancelling.rules))
    if others:
        yield text("cancelling.no_credit_for", language, reasons=_reasons(others, language))
    for name in ("public_holidays", "closing_days", "part_of_day"):
        yield _yes_or_no("cancelling", name, getattr(cancelling, name), language)


def _rule(rule: EarnRule, language: Language) -> Iterator[str]:
    horizon = ""
    if rule.horizon:
        span = span_in_words(rule.horizon, language)
        horizon = text("cancelling.horizon", language, span=span)
    yield text(
        "cancelling.rule",
        language,
        reasons=_reasons(rule.reasons, language),
        lead=lead_in_words(rule.deadline, language),
        horizon=horizon,
    )
    yield text(
        "cancelling.window",
        language,
        first=from_in_words(rule.window.usable_from, language),
        last=until_in_words(rule.window.usable_until, language),
    )


def _credits(credits_: Credits, language: Language) -> Iterator[str]:
    yield text(f"credits.{credits_.unit}", language)
    yield from _sizes(credits_, language)
    for cap in credits_.caps:
        yield from _cap(cap, credits_, language)
    yield from _scope(credits_.scope, language)
    yield text(f"credits.{credits_.expiry_counts}", language)
    yield text(
        "credits.same_size_only" if credits_.same_size_only else "credits.any_size", language
    )
    yield _yes_or_no("credits", "split", credits_.split_allowed, language)
    yield _yes_or_no("credits", "combine", credits_.combine_allowed, language)
    yield _yes_or_no("credits", "mix", credits_.mix_with_invoice, language)
    yield text("credits.order", language)
    yield _yes_or_no("credits", "contract_end", credits_.expires_at_contract_end, language)
    pro_rata = credits_.on_contract_change is OnContractChange.PRO_RATA
    yield text("credits.pro_rata" if pro_rata else "credits.keep", language)
    yield _holiday_credit(credits_, language)


def _sizes(credits_: Credits, language: Language) -> Iterator[str]:
    if not credits_.sizes:
        yield text("credits.by_hours", language)
    for size in credits_.sizes:
        yield _size(size, credits_, language)


def _size(size: Size, credits_: Credits, language: Language) -> str:
    amount = Amount(size.amount, credits_.unit).in_words(language)
    if size.up_to_hours is not None:
        hours = number_in_words(size.up_to_hours, language)
        return text("credits.size", language, hours=hours, amount=amount)
    key = "credits.last_size" if len(credits_.sizes) > 1 else "credits.only_size"
    return text(key, language, amount=amount)


def _cap(cap: Cap, credits_: Credits, language: Language) -> Iterator[str]:
    amount = Amount(cap.amount, credits_.unit).in_words(language)
    key = "credits.cap_year" if cap.kind is CapKind.YEAR else "credits.cap_balance"
    yield text(key, language, amount=amount)
    yield text("credits.cap_partly" if cap.partly else "credits.cap_whole", language)


def _scope(scope: frozenset[Scope], language: Language) -> Iterator[str]:
    if not scope:
        yield text("credits.scope_none", language)
        return
    words = [text(f"scope.{it}", language) for it in Scope if it in scope]
    yield text("credits.scope", language, scope=listed(words, "and", language))
    if Scope.CHILD not in scope:
        yield text("credits.siblings", language)


def _holiday_credit(credits_: Credits, language: Language) -> str:
    credit = credits_.public_holiday_credit
    if credit is None:
        return text("credits.no_holiday", language)
    return text(
        "credits.holiday",
        language,
        given=given_in_words(credit, language),
        first=from_in_words(credit.window.usable_from, language),
        last=until_in_words(credit.window.usable_until, language),
    )


def _exchanging(exchanging: Exchanging | None, language: Language) -> Iterator[str]:
    if exchanging is None:
        yield text("exchanging.not", language)
        return
    lead = lead_in_words(exchanging.deadline, language)
    yield text("exchanging.deadline", language, lead=lead)
    yield _exchange_window(exchanging, language)
    most = exchanging.max_per_year
    exchanges = Exchanges(most or 0).in_words(language)
    key = "exchanging.no_most" if most is None else "exchanging.most"
    yield text(key, language, exchanges=exchanges)
    yield text(
        "exchanging.again" if exchanging.re_exchange_allowed else "exchanging.not_again", language
    )
    yield text(
        "exchanging.same_size_only" if exchanging.same_size_only else "exchanging.any_size",
        language,
    )
    for name in ("public_holidays", "closing_days", "part_of_day"):
        yield _yes_or_no("exchanging", name, getattr(exchanging, name), language)


def _exchange_window(exchanging: Exchanging, language: Language) -> str:
    first = exchanging.window.usable_from
    at_once = isinstance(first, AtOnce)
    return text(
        "exchanging.window",
        language,
        first=text("exchanging.at_once", language) if at_once else from_in_words(first, language),
        last=until_in_words(exchanging.window.usable_until, language),
    )


def _asking(asking: Asking, language: Language) -> Iterator[str]:
    yield text("asking.min_lead", language, lead=lead_in_words(asking.min_lead, language))
    if asking.max_lead:
        yield text("asking.max_lead", language, span=span_in_words(asking.max_lead, language))
    else:
        yield text("asking.no_max_lead", language)
    key = "both" if asking.pay_with == frozenset(Payment) else next(iter(asking.pay_with), "none")
    yield text(f"asking.{key}", language)
    yield _yes_or_no("asking", "part_of_day", asking.part_of_day, language)
    yield text("asking.withdraw", language)
    granted = asking.granted_cancellable_until
    if granted:
        yield text("asking.granted", language, lead=lead_in_words(granted, language))
    else:
        yield text("asking.not_granted", language)


def _deciding(deciding: Deciding, language: Language) -> Iterator[str]:
    for name in ("extra_days", "exchanges"):
        decision = decision_in_words(getattr(deciding, name), language)
        yield text(f"deciding.{name}", language, decision=decision)
    yield text(f"deciding.{deciding.capacity}", language)


def _contract(notice: ContractNotice | None, language: Language) -> Iterator[str]:
    if notice is None:
        yield text("contract.no_notice", language)
        return
    key = "contract.notice_month_end" if notice.at_month_end else "contract.notice"
    yield text(key, language, span=span_in_words(notice.span, language))


def _reasons(reasons: frozenset[Reason], language: Language) -> str:
    words = [text(f"reason.{it}", language) for it in Reason if it in reasons]
    return listed(words, "or", language)


def _yes_or_no(section: str, name: str, is_so: object, language: Language) -> str:
    return text(f"{section}.{name}" if is_so else f"{section}.no_{name}", language)
