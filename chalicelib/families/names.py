"""How the office finds a family by somebody's name."""

import unicodedata

from chalicelib.families.model import Family

LONGEST = 60  # characters of a name that are looked at
# Letters that are no base letter with an accent, as people type them without.
_PLAIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d"})


def folded(text: str) -> str:
    """Return what is left of a name without case and accents: "YILMAZ" finds "Yılmaz"."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(it for it in letters if not unicodedata.combining(it))
    return " ".join(plain.translate(_PLAIN).split())[:LONGEST]


def search_names(family: Family) -> frozenset[str]:
    """Return what a search may begin with: each name from each of its words on.

    "Fam. van der Berg" is found by "van der", and by "berg".
    """
    names = [family.name]
    for parent in family.parents:
        names += [parent.first_name, parent.last_name]
    for child in family.children:
        names += [child.first_name, child.last_name]
    return frozenset(start for name in names for start in _starts(folded(name)))


def _starts(name: str) -> list[str]:
    words = name.split()[:6]
    return [" ".join(words[at:]) for at in range(len(words))]
