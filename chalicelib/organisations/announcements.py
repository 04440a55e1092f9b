"""What parents are told about the move from the old portal, for as long as it can be read."""

from datetime import date

from chalicelib.core.language import Language
from chalicelib.core.words import in_words
from chalicelib.organisations.model import Organisation

_WELCOME = {
    Language.NL: "Dit is het nieuwe ouderportaal van {name}.",
    Language.EN: "This is the new parent portal of {name}.",
}
_OLD_PORTAL = {
    Language.NL: "Het oude portaal kun je nog bekijken tot en met {day}.",
    Language.EN: "You can look at the old portal until {day}.",
}


def announcement_of(organisation: Organisation, *, language: Language, today: date) -> str | None:
    """Return the organisation's own words and the old portal's last day, or None without either.

    Where only the day is known, a sentence of ours stands for the organisation's own words.
    """
    texts, until = organisation.announcements, organisation.old_portal_until
    if until and today > until:
        return None
    own = texts.get(language) or texts.get(organisation.language)
    if not until:
        return own
    last_day = _OLD_PORTAL[language].format(day=in_words(until, language))
    if own:
        return f"{own}\n\n{last_day}"
    return f"{_WELCOME[language].format(name=organisation.name)} {last_day}"
