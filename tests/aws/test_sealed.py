"""What is kept encrypted."""

import pytest
from nacl.exceptions import CryptoError

from chalicelib.aws import secrets

SEALED_FOR = ("second-factor", "zonnebloem", "anna")


def test_what_is_sealed_opens_for_its_own_account_only():
    sealed = secrets.seal("KIEKEBOE 🔑", *SEALED_FOR)

    assert secrets.unseal(sealed, *SEALED_FOR) == "KIEKEBOE 🔑"
    for other in (
        ("second-factor", "zonnebloem", "bas"),
        ("second-factor", "madelief", "anna"),
        ("iban", "zonnebloem", "anna"),
        ("second-factor", "zonnebloem"),
    ):
        with pytest.raises(CryptoError):
            secrets.unseal(sealed, *other)


def test_the_same_text_is_never_sealed_the_same_and_shows_nothing_of_itself():
    sealed = {secrets.seal("KIEKEBOE", *SEALED_FOR) for _ in range(20)}

    assert len(sealed) == 20
    assert not any("KIEK" in it for it in sealed)


def test_what_was_changed_does_not_open():
    sealed = secrets.seal("KIEKEBOE", *SEALED_FOR)
    changed = ("A" if sealed[30] != "A" else "B").join((sealed[:30], sealed[31:]))

    with pytest.raises(CryptoError):
        secrets.unseal(changed, *SEALED_FOR)
