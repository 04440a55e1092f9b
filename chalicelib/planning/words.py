"""What ending a contract means, in words that are made from the rules."""

from chalicelib.core.language import Language
from chalicelib.planning.ending import EndingQuote
from chalicelib.policies.model import ContractNotice, Span, SpanUnit

_UNITS = {
    Language.NL: {
        SpanUnit.DAYS: ("1 dag", "{count} dagen"),
        SpanUnit.WEEKS: ("1 week", "{count} weken"),
        SpanUnit.MONTHS: ("1 maand", "{count} maanden"),
    },
    Language.EN: {
        SpanUnit.DAYS: ("1 day", "{count} days"),
        SpanUnit.WEEKS: ("1 week", "{count} weeks"),
        SpanUnit.MONTHS: ("1 month", "{count} months"),
    },
}
_NOTICE = {
    Language.NL: "De opzegtermijn is {span}.",
    Language.EN: "The notice period is {span}.",
}
_AT_MONTH_END = {
    Language.NL: "De opzegtermijn is {span}, en het contract eindigt aan het eind van een maand.",
    Language.EN: "The notice period is {span}, and the contract ends at the end of a month.",
}
_CREDITS_EXPIRE = {
    Language.NL: "Tegoed dat je dan nog hebt, vervalt na de laatste dag: gebruik het eerder.",
    Language.EN: "Credit that you have left then expires after the last day. Use it before.",
}
_CREDITS_STAY = {
    Language.NL: "Tegoed houdt zijn eigen einddatum, maar een dag boeken kan alleen zolang er een "
    "contract loopt.",
    Language.EN: "Credit keeps its own expiry, but days can only be booked while a contract runs.",
}
_FINAL = {
    Language.NL: "Alleen wij kunnen een opzegging terugdraaien.",
    Language.EN: "Only we can take it back afterwards.",
}


def notice_in_words(notice: ContractNotice, language: Language) -> str:
    sentence = _AT_MONTH_END if notice.at_month_end else _NOTICE
    return sentence[language].format(span=_span(notice.span, language))


def ending_in_words(quote: EndingQuote, language: Language) -> list[str]:
    """Return sentences: how long the notice is, what becomes of credits, and who can undo it."""
    expires = quote.then.credits.expires_at_contract_end
    credits_then = (_CREDITS_EXPIRE if expires else _CREDITS_STAY)[language]
    notice = quote.policy.contract_notice
    first = [notice_in_words(notice, language)] if notice else []
    return [*first, credits_then, _FINAL[language]]


def _span(span: Span, language: Language) -> str:
    one, many = _UNITS[language][span.unit]
    return one if span.count == 1 else many.format(count=span.count)
