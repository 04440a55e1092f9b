"""The sentences that rules are told with: the same keys in each language."""

from chalicelib.core.language import Language
from chalicelib.policies.texts.en import TEXTS as EN
from chalicelib.policies.texts.nl import TEXTS as NL

TEXTS = {Language.NL: NL, Language.EN: EN}


def text(key: str, language: Language, **facts: object) -> str:
    """Return the sentence, or part of one, with these facts in it."""
    return TEXTS[language][key].format(**facts)
