"""Entries and credits as parents and the office read them: what was done, why, by which rule."""

from datetime import date

from chalicelib.core.language import Language
from chalicelib.core.words import in_words
from chalicelib.credits.model import Cause, Entry, EntryKind, RuleVersion, Why
from chalicelib.organisations.model import CARE_TYPE_WORDS

_KINDS = {
    Language.NL: {
        EntryKind.GRANT: "Erbij",
        EntryKind.USE: "Gebruikt",
        EntryKind.RETURN: "Terug",
        EntryKind.EXPIRY: "Vervallen",
        EntryKind.CORRECTION: "Gecorrigeerd",
        EntryKind.ENDED: "Vervallen door het contract",
        EntryKind.MOVED: "Andere einddatum",
    },
    Language.EN: {
        EntryKind.GRANT: "Added",
        EntryKind.USE: "Used",
        EntryKind.RETURN: "Back",
        EntryKind.EXPIRY: "Expired",
        EntryKind.CORRECTION: "Corrected",
        EntryKind.ENDED: "Ended by the contract",
        EntryKind.MOVED: "Another last day",
    },
}
_CAUSES = {
    Language.NL: {
        Why.CANCELLED: "Afgemeld voor {day}{reason}",
        Why.PUBLIC_HOLIDAY: "Feestdag op {day}",
        Why.CLOSED: "Gesloten op {day}",
        Why.IMPORTED: "Tegoed uit het vorige systeem",
        Why.EXTRA_DAY: "Extra dag op {day}",
        Why.EXCHANGE: "Ruildag op {day}",
        Why.WITHDRAWN: "Extra dag op {day} weer afgezegd",
        Why.TAKEN_BACK: "Extra dag op {day} door ons geannuleerd",
        Why.EXPIRED: "Te gebruiken tot en met {until}",
        Why.CORRECTED: "Door onze planning",
        Why.NOT_EXCHANGED: "Toch niet geruild: {day}",
        Why.CONTRACT_ENDED: "Het contract eindigt op {day}",
        Why.CONTRACT_GOES_ON: "Het contract loopt door",
        Why.CONTRACT_CHANGED: "Vanaf {day} zijn er minder contracturen",
    },
    Language.EN: {
        Why.CANCELLED: "Cancelled for {day}{reason}",
        Why.PUBLIC_HOLIDAY: "Public holiday on {day}",
        Why.CLOSED: "Closed on {day}",
        Why.IMPORTED: "Credit from the previous system",
        Why.EXTRA_DAY: "Extra day on {day}",
        Why.EXCHANGE: "Exchanged day on {day}",
        Why.WITHDRAWN: "Extra day on {day} cancelled again",
        Why.TAKEN_BACK: "Extra day on {day} taken back by us",
        Why.EXPIRED: "Could be used up to and including {until}",
        Why.CORRECTED: "By our planners",
        Why.NOT_EXCHANGED: "Not exchanged after all: {day}",
        Why.CONTRACT_ENDED: "The contract ends on {day}",
        Why.CONTRACT_GOES_ON: "The contract goes on",
        Why.CONTRACT_CHANGED: "From {day} on the contract has fewer hours",
    },
}
_REASONS = {
    Language.NL: {"holiday": " (vakantie)", "sick": " (ziek)", "other": ""},
    Language.EN: {"holiday": " (holiday)", "sick": " (ill)", "other": ""},
}
_RULES = {
    Language.NL: ("De regels voor {care}, versie {version}", "De standaardregels voor {care}"),
    Language.EN: ("The rules for {care}, version {version}", "The standard rules for {care}"),
}


def kind_in_words(kind: EntryKind, language: Language) -> str:
    """Return "Erbij" or "Used"."""
    return _KINDS[language][kind]


def cause_in_words(cause: Cause, language: Language, *, until: date | None = None) -> str:
    """Return "Afgemeld voor dinsdag 6 oktober 2026 (ziek)", and what somebody wrote about it.

    `until` is the last day of the credit, for one that expired.
    """
    facts = {name: _fact(name, value, language) for name, value in cause.facts.items()}
    known = {"day": "-", "reason": "", "until": in_words(until, language) if until else "-"}
    sentence = _CAUSES[language][cause.why].format(**known | facts)
    if cause.why is Why.IMPORTED:
        return cause.text or sentence
    return f"{sentence}: {cause.text}" if cause.text else sentence


def entry_in_words(entry: Entry, language: Language) -> str:
    return cause_in_words(entry.cause, language, until=entry.grant.usable_until)


def rule_in_words(rule: RuleVersion | None, language: Language) -> str | None:
    """Return "De regels voor dagopvang (KDV), versie 3"; None if no rule decided."""
    if rule is None:
        return None
    own, standard = _RULES[language]
    care = CARE_TYPE_WORDS[language][rule.care_type]
    return (own if rule.version else standard).format(care=care, version=rule.version)


def _fact(name: str, value: str, language: Language) -> str:
    if name == "reason":
        return _REASONS[language].get(value, "")
    return in_words(date.fromisoformat(value), language) if name == "day" else value
