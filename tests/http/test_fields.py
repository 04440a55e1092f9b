"""What people type, as it is kept."""

import pytest

from chalicelib.http.fields import tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Anna  de\u00a0 Vries ", "Anna de Vries"),
        ("Zoe\u0308", "Zoë"),
        ("\u202egnp.otof", "gnp.otof"),
        ("\u2066محمد\u2069", "محمد"),
        ("\ufeffSaar", "Saar"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
    ],
)
def test_what_is_typed_is_kept_without_spaces_and_marks_that_turn_text_around(typed, kept):
    assert tidy(typed) == kept
