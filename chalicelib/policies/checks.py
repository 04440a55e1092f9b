"""Rules that make no sense together, each with where it stands, what is wrong and what is allowed.

What a single field may be is in `schemas`; here is what fields say of each other.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from chalicelib.core.errors import Malformed
from chalicelib.core.language import Language
from chalicelib.core.values import dataclass
from chalicelib.core.words import Worded
from chalicelib.policies.amounts import NOTHING, Cap, CapKind, Size, Unit, number_in_words
from chalicelib.policies.asking import Asking, Payment
from chalicelib.policies.cancelling import EarnRule
from chalicelib.policies.credits import Credits, PublicHolidayCredit, Scope
from chalicelib.policies.exchanging import Exchanging
from chalicelib.policies.leads import HoursBefore, Lead
from chalicelib.policies.policy import Policy
from chalicelib.policies.spans import Span, SpanUnit
from chalicelib.policies.windows import (
    AfterGivenDay,
    BeforeGivenDay,
    FromWeek,
    UntilWeek,
    Window,
)

HOURS_IN_A_DAY = 24
DAYS_AT_LEAST = {SpanUnit.DAYS: 1, SpanUnit.WEEKS: 7, SpanUnit.MONTHS: 28}

_WORDS = {
    Language.NL: {
        "expires_too_early": "vervalt voordat het gebruikt kan worden; kies een einde na het begin",
        "points_need_sizes": "punten hebben een tabel nodig; geef sizes, de laatste zonder grens",
        "sizes_not_in_order": "de maten lopen niet op; sorteer op up_to_hours",
        "last_size_is_open": "de laatste maat heeft een grens; laat up_to_hours daar weg (null)",
        "only_last_size_is_open": "alleen de laatste maat heeft geen grens",
        "size_worth_nothing": "een maat die niets waard is; kies een aantal boven 0",
        "cap_too_small": "minder dan de kleinste dag waard is; kies {smallest} of meer",
        "cap_twice": "er is al een grens van deze soort; hou er een",
        "reason_without_rule": "een regel zonder reden; noem holiday, sick of other",
        "rule_never_used": "een eerdere regel geldt altijd eerst; zet de strengste vooraan",
        "horizon_before_deadline": "zo ver vooruit mag je nog niet, en dichterbij niet meer; "
        "kies een verdere horizon",
        "max_before_min": "er blijft geen dag over om te vragen; kies een verdere max_lead",
        "scope_without_child": "tegoed is van een kind, en alleen dat kind gebruikt het; zet child "
        "erbij",
        "no_cap_to_count_for": "er is geen grens per jaar om voor mee te tellen; geef die bij caps",
        "mix_needs_both": "mengen met de factuur kan alleen als credit en invoice mogen",
        "holiday_twice": "een feestdag geeft al vanzelf tegoed; kies een van beide",
        "weekday_and_days": "kies days_before of weekday_before, niet allebei",
    },
    Language.EN: {
        "expires_too_early": "expires before it can be used; choose an end after the beginning",
        "points_need_sizes": "points need a table; give sizes, the last one without a limit",
        "sizes_not_in_order": "the sizes do not grow; sort them by up_to_hours",
        "last_size_is_open": "the last size has a limit; leave up_to_hours out there (null)",
        "only_last_size_is_open": "only the last size has no limit",
        "size_worth_nothing": "a size that is worth nothing; choose an amount above 0",
        "cap_too_small": "less than the smallest day is worth; choose {smallest} or more",
        "cap_twice": "there is a cap of this kind already; keep one",
        "reason_without_rule": "a rule without a reason; name holiday, sick or other",
        "rule_never_used": "an earlier rule always comes first; put the strictest first",
        "horizon_before_deadline": "that far ahead is too early, and nearer is too late; "
        "choose a further horizon",
        "max_before_min": "no day is left to ask for; choose a further max_lead",
        "scope_without_child": "a credit is a child's, and only that child uses it; add child",
        "no_cap_to_count_for": "there is no cap on a year to count for; give one in caps",
        "mix_needs_both": "mixing with the invoice needs both credit and invoice",
        "holiday_twice": "a public holiday gives a credit by itself already; choose one of both",
        "weekday_and_days": "choose days_before or weekday_before, not both",
    },
}


@dataclass(frozen=True)
class Mistake(Worded):
    """Where it stands, like "credits.sizes[0].amount", and what is wrong there."""

    path: str
    mistake: str
    smallest: str = ""

    def in_words(self, language: Language) -> str:
        return f"{self.path}: {_WORDS[language][self.mistake].format(smallest=self.smallest)}"


@dataclass(frozen=True)
class Mistakes(Worded):
    """All that is wrong, in the order of the document."""

    found: Sequence[Mistake]

    def in_words(self, language: Language) -> str:
        return "; ".join(it.in_words(language) for it in self.found) + "."


class PolicyMakesNoSense(Malformed):
    """Parameters that cannot go together; `problems` names each, and what is allowed."""

    facts = ("problems",)


def check(policy: Policy) -> None:
    """:raises PolicyMakesNoSense: parameters contradict each other."""
    found = list(mistakes_in(policy))
    if found:
        raise PolicyMakesNoSense(problems=Mistakes(found))


def mistakes_in(policy: Policy) -> Iterator[Mistake]:
    rules = policy.cancelling.rules
    for number, rule in enumerate(rules):
        yield from _in_rule(rule, rules[:number], f"cancelling.rules[{number}]")
    yield from _in_credits(policy.credits)
    if policy.credits.public_holiday_credit:
        where = "credits.public_holiday_credit"
        yield from _in_holiday_credit(policy.credits.public_holiday_credit, where)
        exchanges = policy.exchanging is not None and policy.exchanging.public_holidays
        if exchanges or (policy.cancelling.public_holidays and rules):
            yield Mistake(where, "holiday_twice")
    if policy.exchanging:
        yield from _in_exchanging(policy.exchanging, policy.credits)
    yield from _in_asking(policy.asking, mixes=policy.credits.mix_with_invoice)


def _in_rule(rule: EarnRule, before: Sequence[EarnRule], where: str) -> Iterator[Mistake]:
    if not rule.reasons:
        yield Mistake(f"{where}.reasons", "reason_without_rule")
    elif any(_is_covered(rule, it) for it in before):
        yield Mistake(where, "rule_never_used")
    if rule.horizon and _leaves_nothing(rule.deadline, rule.horizon):
        yield Mistake(f"{where}.horizon", "horizon_before_deadline")
    yield from _in_window(rule.window, f"{where}.window")


def _is_covered(rule: EarnRule, earlier: EarnRule) -> bool:
    """Tell whether whoever is in time for the rule was in time for the earlier one."""
    same = rule.deadline == earlier.deadline and earlier.horizon in (None, rule.horizon)
    return same and rule.reasons <= earlier.reasons


def _in_window(window: Window, where: str) -> Iterator[Mistake]:
    """Both ends hang on the given day: then they are compared by any day there is."""
    first, last = window.usable_from, window.usable_until
    if isinstance(first, FromWeek) and isinstance(last, UntilWeek) and first.weeks > last.weeks:
        yield Mistake(f"{where}.usable_until", "expires_too_early")
    is_in_the_past = isinstance(last, UntilWeek) and last.weeks < 0
    is_late = isinstance(first, FromWeek) and first.weeks > 0 and isinstance(last, AfterGivenDay)
    if isinstance(first, BeforeGivenDay) and is_in_the_past:
        yield Mistake(f"{where}.usable_until", "expires_too_early")
    if is_late and isinstance(last, AfterGivenDay) and isinstance(first, FromWeek):
        days = last.span.count * DAYS_AT_LEAST[last.span.unit]
        if days < first.weeks * DAYS_AT_LEAST[SpanUnit.WEEKS]:
            yield Mistake(f"{where}.usable_until", "expires_too_early")


def _in_credits(credits_: Credits) -> Iterator[Mistake]:
    sizes = credits_.sizes
    if credits_.unit is Unit.POINTS and not sizes:
        yield Mistake("credits.sizes", "points_need_sizes")
    if Scope.CHILD not in credits_.scope:
        yield Mistake("credits.scope", "scope_without_child")
    yield from _in_sizes(sizes)
    yield from _in_caps(credits_.caps, sizes)


def _in_sizes(sizes: Sequence[Size]) -> Iterator[Mistake]:
    for number, size in enumerate(sizes):
        is_last = number == len(sizes) - 1
        if is_last and size.up_to_hours is not None:
            yield Mistake(f"credits.sizes[{number}].up_to_hours", "last_size_is_open")
        if not is_last and size.up_to_hours is None:
            yield Mistake(f"credits.sizes[{number}].up_to_hours", "only_last_size_is_open")
        if size.amount <= NOTHING:
            yield Mistake(f"credits.sizes[{number}].amount", "size_worth_nothing")
    limits = [it.up_to_hours for it in sizes if it.up_to_hours is not None]
    if any(one >= other for one, other in pairwise(limits)):
        yield Mistake("credits.sizes", "sizes_not_in_order")


def _in_caps(caps: Sequence[Cap], sizes: Sequence[Size]) -> Iterator[Mistake]:
    smallest = min((it.amount for it in sizes), default=NOTHING)
    for number, cap in enumerate(caps):
        where = f"credits.caps[{number}]"
        if cap.amount < smallest or cap.amount <= NOTHING:
            needed = number_in_words(max(smallest, NOTHING), Language.EN)
            yield Mistake(f"{where}.amount", "cap_too_small", needed)
        if any(it.kind is cap.kind for it in caps[:number]):
            yield Mistake(where, "cap_twice")


def _in_holiday_credit(credit: PublicHolidayCredit, where: str) -> Iterator[Mistake]:
    if credit.days_before and credit.weekday_before is not None:
        yield Mistake(where, "weekday_and_days")
    yield from _in_window(credit.window, f"{where}.window")


def _in_exchanging(exchanging: Exchanging, credits_: Credits) -> Iterator[Mistake]:
    has_cap = any(it.kind is CapKind.YEAR for it in credits_.caps)
    if exchanging.counts_for_cap and not has_cap:
        yield Mistake("exchanging.counts_for_cap", "no_cap_to_count_for")
    if exchanging.horizon and _leaves_nothing(exchanging.deadline, exchanging.horizon):
        yield Mistake("exchanging.horizon", "horizon_before_deadline")
    yield from _in_window(exchanging.window, "exchanging.window")


def _in_asking(asking: Asking, *, mixes: bool) -> Iterator[Mistake]:
    if asking.max_lead and _leaves_nothing(asking.min_lead, asking.max_lead):
        yield Mistake("asking.max_lead", "max_before_min")
    if mixes and asking.pay_with and asking.pay_with != frozenset(Payment):
        yield Mistake("credits.mix_with_invoice", "mix_needs_both")


def _leaves_nothing(lead: Lead, most: Span) -> bool:
    days = lead.hours / HOURS_IN_A_DAY if isinstance(lead, HoursBefore) else lead.days
    return days > most.count * DAYS_AT_LEAST[most.unit]
