"""Which passwords are too easy to guess. No input or output here.

There are no rules about capitals and digits: they make passwords that people forget and programs
guess. What counts is length, and what is left of a password without the parts that anybody who
knows the person or the organisation would try first.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from chalicelib.core.errors import Malformed

LEAST, MOST = 12, 128  # characters
MOST_BYTES = 1024
LEAST_LEFT = 5  # characters that are in no guessable part
LEAST_DIFFERENT = 5
LEAST_OF_A_WORD = 3

_COMMON = """
    abc account admin ajax amsterdam azerty changeme computer feyenoord football forever geheim
    hallo hello iloveyou ikhouvanjou inloggen kerst letmein liefde login lieverd master monkey
    nederland nieuw password passwort princess psv qwerty schatje secret sesame sunshine test
    toegang user voetbal vakantie wachtwoord welcome welkom winkel zonnetje
    januari februari maart april mei juni juli augustus september oktober november december
    january february march may june july august october
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    monday tuesday wednesday thursday friday saturday sunday
    lente zomer herfst winter spring summer autumn
"""
_OURS = """
    baby babys bso buitenschoolse childcare children child creche dagopvang dagverblijf daycare
    gastouder groep juf kdv kiekeboe kind kinderdagverblijf kinderen kinderopvang kids kleuter mama
    mummy nursery opvang ouder ouderportaal ouders papa parent parents peuter peuteropvang portaal
    portal toddler
"""
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "!@#$%^&*()_+",
)
_LOOKALIKES = str.maketrans("0134578@$!", "oleastbasi")
_YEAR = re.compile(r"(19|20)\d\d")
_AGAIN = re.compile(r"(.{1,6}?)\1+.{0,5}")
_SAME = re.compile(r"(.)\1{2,}")


class PasswordTooShort(Malformed):
    """It has fewer characters than `least`."""

    facts = ("least",)


class PasswordTooLong(Malformed):
    """It has more characters than `most`."""

    facts = ("most",)


class PasswordTooEasy(Malformed):
    """Without names, common words, rows and repetitions too little is left of it."""


class PasswordBreached(Malformed):
    """It is among those that were stolen from other sites."""


PASSWORD_REFUSALS = (PasswordTooShort, PasswordTooLong, PasswordTooEasy, PasswordBreached)


def check_size(password: str) -> None:
    """Look at the bytes before anything is done with them.

    :raises PasswordTooLong: nobody types that much, and it would take long to hash.
    """
    if len(password.encode()) > MOST_BYTES:
        raise PasswordTooLong(most=MOST)


def check_new_password(password: str, *, known: Iterable[str]) -> None:
    """Look at a password that somebody wants to have.

    `known` are the texts an acquaintance would try: the person's and the organisation's names.

    :raises PasswordTooShort, PasswordTooLong, PasswordTooEasy: it cannot be this one.
    """
    check_size(password)
    text = composed(password)
    if len(text) < LEAST:
        raise PasswordTooShort(least=LEAST)
    if len(text) > MOST:
        raise PasswordTooLong(most=MOST)
    if _is_easy(text, known):
        raise PasswordTooEasy


def composed(password: str) -> str:
    """Return the one spelling of a password: keyboards write the same letter in several ways."""
    return unicodedata.normalize("NFKC", password)


def _is_easy(password: str, known: Iterable[str]) -> bool:
    text = _plain(password)
    words = {*_COMMON.split(), *_OURS.split(), *_words(known)}
    guessed = _places_of_words(text, words) | _places_of_patterns(text) | _places_of_rows(text)
    left = [it for at, it in enumerate(text) if at not in guessed and not it.isspace()]
    is_repeated = bool(_AGAIN.fullmatch(text))
    return len(left) < LEAST_LEFT or len(set(text)) < LEAST_DIFFERENT or is_repeated


def _places_of_words(text: str, words: Iterable[str]) -> set[int]:
    """Return where the text has one of the words, also with digits and signs for letters."""
    longest_first = sorted(words, key=len, reverse=True)
    pattern = re.compile(f"(?=({'|'.join(map(re.escape, longest_first))}))")
    readings = (text, text.translate(_LOOKALIKES))
    return {at for it in readings for found in pattern.finditer(it) for at in range(*found.span(1))}


def _places_of_patterns(text: str) -> set[int]:
    """Return where there are years, and the same character several times."""
    found = (*_YEAR.finditer(text), *_SAME.finditer(text))
    return {at for each in found for at in range(*each.span())}


def _places_of_rows(text: str) -> set[int]:
    """Return where there are three or more neighbours on a keyboard or in the alphabet."""
    steps = [_are_neighbours(*pair) for pair in pairwise(text)]
    return {
        at + offset
        for at, pair in enumerate(pairwise(steps))
        if pair in {(1, 1), (-1, -1)}
        for offset in range(3)
    }


def _are_neighbours(one: str, other: str) -> int:
    """Return 1 if they follow each other in a row, -1 if backwards, and else 0."""
    if any(one + other in row for row in _ROWS):
        return 1
    return -1 if any(other + one in row for row in _ROWS) else 0


def _words(texts: Iterable[str]) -> set[str]:
    """Return the words in names and addresses, and each name as one word."""
    plain = [_plain(text) for text in texts]
    words = {word for text in plain for word in re.split(r"[\W_]+", text)}
    return {it for it in {*words, *("".join(text.split()) for text in plain)} if _is_long(it)}


def _is_long(word: str) -> bool:
    return len(word) >= LEAST_OF_A_WORD


def _plain(text: str) -> str:
    """Return it without capitals and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(it for it in parts if not unicodedata.combining(it))
