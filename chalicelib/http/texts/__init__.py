"""The sentences of refusals: one file per room, with the same codes in each language.

`{name}` is filled from the refusal's data, with days and amounts as people write them.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from chalicelib.core.errors import PortalError
from chalicelib.core.language import Language
from chalicelib.core.words import in_words


def sentence(refusal: PortalError, language: Language) -> str:
    """Return one sentence that says what to do next."""
    facts = {name: in_words(value, language) for name, value in refusal.data.items()}
    return catalogue(language)[refusal.code].format(**facts)


@cache
def catalogue(language: Language) -> dict[str, str]:
    """Return every sentence by its code. Read at the first refusal, not at the start."""
    texts: dict[str, str] = {}
    for module in iter_modules(__path__):
        texts |= import_module(f"{__name__}.{module.name}").TEXTS[language]
    return texts
