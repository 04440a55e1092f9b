"""A policy in words for parents, made from its data, and what cancelling a day comes to."""

from collections.abc import Iterator, Sequence

from chalicelib.core.language import Language
from chalicelib.core.values import dataclass
from chalicelib.core.words import in_words
from chalicelib.policies.amounts import Amount, Cap, CapKind, Exchanges, Size, Unit
from chalicelib.policies.asking import Asking, Payment
from chalicelib.policies.cancelling import (
    BookedPart,
    Cancelling,
    Earned,
    EarnRule,
    NothingEarned,
    Outcome,
    Reason,
)
from chalicelib.policies.contracts import ContractNotice
from chalicelib.policies.credits import Credits, OnContractChange, Scope
from chalicelib.policies.exchanging import Exchanging
from chalicelib.policies.phrases import (
    decision_in_words,
    given_in_words,
    horizon_in_words,
    lead_in_words,
    listed,
    span_in_words,
    window_in_words,
)
from chalicelib.policies.policy import Policy
from chalicelib.policies.texts import text
from chalicelib.policies.windows import Days


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
        "credits": _credits(policy, language),
        "exchanging": _exchanging(policy.exchanging, language),
        "asking": _asking(policy.asking, language),
        "deciding": _deciding(policy, language),
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
    day = in_words(part.day, language)
    return f"{text('nothing', language, day=day)} {why_nothing_in_words(outcome, language)}"


def why_nothing_in_words(outcome: NothingEarned, language: Language) -> str:
    """Return which rule is against a credit, with its numbers: one can cancel all the same."""
    facts = {name: in_words(value, language) for name, value in outcome.why.data.items()}
    return text(f"nothing.{outcome.code}", language, **facts)


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
    if len(cancelling.rules) == 1:
        yield from _rule(cancelling.rules[0], language)
    else:
        # One sentence for each, with its number: in another order they are other rules.
        for number, rule in enumerate(cancelling.rules, start=1):
            told = " ".join(_rule(rule, language))
            yield text("cancelling.numbered", language, number=number, rule=told)
        yield text("cancelling.first_rule", language)
    others = frozenset(Reason).difference(*(it.reasons for it in cancelling.rules))
    if others:
        yield text("cancelling.no_credit_for", language, reasons=_reasons(others, language))
    for name in ("public_holidays", "closing_days"):
        yield _yes_or_no("cancelling", name, getattr(cancelling, name), language)


def _rule(rule: EarnRule, language: Language) -> Iterator[str]:
    yield text(
        "cancelling.rule",
        language,
        reasons=_reasons(rule.reasons, language),
        lead=lead_in_words(rule.deadline, language),
        horizon=horizon_in_words(rule.horizon, language),
    )
    yield window_in_words(rule.window, "cancelled", "cancelling.window", language)


def _credits(policy: Policy, language: Language) -> Iterator[str]:
    credits_ = policy.credits
    if not _has_credits(policy):
        yield text("credits.none", language)
        return
    yield text(f"credits.{credits_.unit}", language)
    yield from _sizes(credits_, language)
    for cap in credits_.caps:
        yield _cap(cap, credits_, language)
    yield _scope(credits_.scope, language)
    yield text(f"credits.{credits_.expiry_counts}", language)
    yield text(
        "credits.same_size_only" if credits_.same_size_only else "credits.any_size", language
    )
    yield _yes_or_no("credits", "split", credits_.split_allowed, language)
    yield _yes_or_no("credits", "combine", credits_.combine_allowed, language)
    if policy.asking.pay_with == frozenset(Payment):
        yield _yes_or_no("credits", "mix", credits_.mix_with_invoice, language)
    yield text("credits.order", language)
    yield _yes_or_no("credits", "contract_end", credits_.expires_at_contract_end, language)
    pro_rata = credits_.on_contract_change is OnContractChange.PRO_RATA
    yield text("credits.pro_rata" if pro_rata else "credits.keep", language)
    yield _holiday_credit(credits_, language)


def _has_credits(policy: Policy) -> bool:
    """Tell whether anything gives a credit, or is paid with one."""
    gives = policy.cancelling.rules or policy.credits.public_holiday_credit
    return bool(gives) or policy.can_pay_with(Payment.CREDIT)


def _sizes(credits_: Credits, language: Language) -> Iterator[str]:
    if not credits_.sizes:
        yield text("credits.by_hours", language)
    for size in credits_.sizes:
        yield _size(size, credits_, language)


def _size(size: Size, credits_: Credits, language: Language) -> str:
    amount = Amount(size.amount, credits_.unit).in_words(language)
    if size.up_to_hours is not None:
        hours = Amount(size.up_to_hours, Unit.HOURS).in_words(language)
        return text("credits.size", language, hours=hours, amount=amount)
    key = "credits.last_size" if len(credits_.sizes) > 1 else "credits.only_size"
    return text(key, language, amount=amount)


def _cap(cap: Cap, credits_: Credits, language: Language) -> str:
    amount = Amount(cap.amount, credits_.unit).in_words(language)
    key = "credits.cap_year" if cap.kind is CapKind.YEAR else "credits.cap_balance"
    rest = text("credits.cap_partly" if cap.partly else "credits.cap_whole", language)
    return f"{text(key, language, amount=amount)} {rest}"


def _scope(scope: frozenset[Scope], language: Language) -> str:
    words = [text(f"scope.{it}", language) for it in Scope if it in scope | {Scope.CHILD}]
    return text("credits.scope", language, scope=listed(words, "and", language))


def _holiday_credit(credits_: Credits, language: Language) -> str:
    credit = credits_.public_holiday_credit
    if credit is None:
        return text("credits.no_holiday", language)
    given = given_in_words(credit, language)
    return window_in_words(credit.window, "holiday", "credits.holiday", language, given=given)


def _exchanging(exchanging: Exchanging | None, language: Language) -> Iterator[str]:
    if exchanging is None:
        yield text("exchanging.not", language)
        return
    lead = lead_in_words(exchanging.deadline, language)
    horizon = horizon_in_words(exchanging.horizon, language)
    yield text("exchanging.deadline", language, lead=lead, horizon=horizon)
    yield window_in_words(exchanging.window, "given", "exchanging.window", language)
    most = exchanging.max_per_year
    exchanges = Exchanges(most or 0).in_words(language)
    if exchanging.counts_for_cap:
        yield text("exchanging.counts", language)
    if most is not None or not exchanging.counts_for_cap:
        key = "exchanging.no_most" if most is None else "exchanging.most"
        yield text(key, language, exchanges=exchanges)
    yield text(
        "exchanging.again" if exchanging.re_exchange_allowed else "exchanging.not_again", language
    )
    yield text(
        "exchanging.same_size_only" if exchanging.same_size_only else "exchanging.any_size",
        language,
    )
    for name in ("public_holidays", "closing_days"):
        yield _yes_or_no("exchanging", name, getattr(exchanging, name), language)


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


def _deciding(policy: Policy, language: Language) -> Iterator[str]:
    deciding = policy.deciding
    if policy.asking.pay_with:
        extra_days = decision_in_words(deciding.extra_days, language)
        yield text("deciding.extra_days", language, decision=extra_days)
    if policy.exchanging:
        exchanges = decision_in_words(deciding.exchanges, language)
        yield text("deciding.exchanges", language, decision=exchanges)
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
