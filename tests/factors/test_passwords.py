"""Which passwords there can be, and what is kept of them."""

from dataclasses import replace

import pytest

from chalicelib.factors import passwords
from chalicelib.factors.model import StoredPassword
from chalicelib.factors.password_rules import (
    PasswordTooEasy,
    PasswordTooLong,
    PasswordTooShort,
    check_new_password,
)
from tests.accounts.builders import PASSWORD

KNOWN = [
    "Kinderopvang Zonnebloem",
    "zonnebloem",
    "Anna Jansen-Öztürk",
    "anna.jansen@voorbeeld.example",
]


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "drie groene fietsbellen met Anna",
        "correct horse battery",
        "8f3kQz!pw72Lm",
        "482907316458",
        "  spaties horen erbij  ",
        "雨が降る日は家で本を読むのが好き",
        "قلم أزرق على الطاولة",
        "🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧",
        "x" * 3 + "paars konijn" + "y" * 113,
    ],
)
def test_length_is_enough_in_any_script(password):
    check_new_password(password, known=KNOWN)


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("", PasswordTooShort),
        ("elf tekens.", PasswordTooShort),
        ("ﬀ" * 5, PasswordTooShort),
        ("groene fietsbel " * 8 + "x", PasswordTooLong),
        ("groene fiets" * 100, PasswordTooLong),
        ("Wachtwoord123", PasswordTooEasy),
        ("W@chtw00rd2026!", PasswordTooEasy),
        ("Welkom2026!!!", PasswordTooEasy),
        ("zomer2026zomer", PasswordTooEasy),
        ("Zonnebloem2027", PasswordTooEasy),
        ("kinderopvang!1", PasswordTooEasy),
        ("anna.jansen1984", PasswordTooEasy),
        ("OzturkJansen12", PasswordTooEasy),
        ("AnnaJansen-Öztürk", PasswordTooEasy),
        ("qwertyuiop[]123", PasswordTooEasy),
        ("123456789012", PasswordTooEasy),
        ("abcdefghijklm", PasswordTooEasy),
        ("aaaaaaaaaaaa", PasswordTooEasy),
        ("blauwblauwblauw", PasswordTooEasy),
        ("kiekeboeportaal", PasswordTooEasy),
    ],
)
def test_what_anybody_would_try_is_refused(password, refusal):
    with pytest.raises(refusal):
        check_new_password(password, known=KNOWN)


def test_a_password_is_right_and_another_one_is_not():
    kept = passwords.keep("crème brûlée om twaalf")

    assert kept.encoded.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.is_right("crème brûlée om twaalf", kept)
    assert passwords.is_right("cre\u0300me bru\u0302le\u0301e om twaalf", kept)
    assert not passwords.is_right("creme brulee om twaalf", kept)
    assert passwords.strengthened("crème brûlée om twaalf", kept) is None


def test_nobody_has_the_password_of_an_account_without_one():
    assert not passwords.is_right("", None)
    assert not passwords.is_right(PASSWORD, None)


def test_a_password_kept_in_a_weaker_way_is_kept_better():
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
    kept = StoredPassword("p", weak.hash(passwords._peppered(PASSWORD, "pepper")), "pepper")

    better = passwords.strengthened(PASSWORD, kept)

    assert better is not None
    assert "m=19456,t=2" in better.encoded
    assert better.password_id == "p"
    assert passwords.is_right(PASSWORD, better)


def test_without_the_key_what_is_kept_is_worth_nothing():
    kept = passwords.keep(PASSWORD)

    assert not passwords.is_right(PASSWORD, replace(kept, pepper="another key"))
    assert passwords.strengthened(PASSWORD, replace(kept, pepper="another key")) is not None
