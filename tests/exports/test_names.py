from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.exports.names import MOST_BYTES, photo_name, safe_name, safe_path, unlike

FORBIDDEN_IN_WINDOWS = set('<>:"/\\|?*') | {chr(code) for code in range(32)}
RIGHT_TO_LEFT = "\u202egpj.exe"


@pytest.fixture(autouse=True)
def aws() -> None:
    """Names need no AWS, and are tested faster without."""


@pytest.mark.parametrize(
    ("wanted", "safe"),
    [
        ("Noor.jpg", "Noor.jpg"),
        ("Zoë & Bjørn.jpg", "Zoë & Bjørn.jpg"),
        ("Zoe\u0308.jpg", "Zoë.jpg"),
        ("小明.jpg", "小明.jpg"),
        ("ليلى.jpg", "ليلى.jpg"),
        ("👩‍👧 samen.jpg", "👩‍👧 samen.jpg"),
        ('wie? "ik" <jij>|*.jpg', "wie_ _ik_ _jij___.jpg"),
        ("C:\\Windows", "C__Windows"),
        ("con.jpg", "_con.jpg"),
        ("CON", "_CON"),
        ("lpt¹.txt", "_lpt¹.txt"),
        ("aux .txt", "_aux.txt"),
        ("Conny.jpg", "Conny.jpg"),
        ("punt. . .", "punt"),
        ("  spaties  ", "spaties"),
        (".htaccess", "_.htaccess"),
        ("..", "_"),
        ("", "_"),
        (f"foto{RIGHT_TO_LEFT}", "fotogpj.exe"),
        ("regel\r\nregel", "regel__regel"),
        ("\ud83d half een emoji", "_ half een emoji"),
    ],
)
def test_a_name_stays_itself_unless_some_system_refuses_it(wanted, safe):
    assert safe_name(wanted) == safe


@given(st.text(st.characters(), max_size=300))
def test_every_text_becomes_a_name_that_every_system_takes(text):
    name = safe_name(text)

    assert 0 < len(name.encode()) <= MOST_BYTES
    assert not FORBIDDEN_IN_WINDOWS & set(name)
    assert not name.endswith((".", " "))
    assert not name.startswith((".", " "))
    assert safe_name(name) == name


@pytest.mark.parametrize("letter", ["a", "é", "中", "🌱"])
def test_a_long_name_is_cut_between_letters_and_keeps_its_extension(letter):
    name = safe_name(letter * 200 + ".jpeg")

    assert name == letter * ((MOST_BYTES - 5) // len(letter.encode())) + ".jpeg"


def test_a_family_of_emoji_is_not_cut_at_its_joints():
    assert safe_name("👩‍👧" * 30).endswith("👩")


@pytest.mark.parametrize(
    ("wanted", "safe"),
    [
        ("2026-03/Noor/a.jpg", "2026-03/Noor/a.jpg"),
        ("../../etc/passwd", "etc/passwd"),
        ("/abs/./olute//a.jpg", "abs/olute/a.jpg"),
        ("con/nul.jpg", "_con/_nul.jpg"),
        ("//", "_"),
        ("a/ .. /b", "a/b"),
    ],
)
def test_a_path_stays_in_its_folder(wanted, safe):
    assert safe_path(wanted) == safe


@pytest.mark.parametrize(
    ("wanted", "told_apart"),
    [
        (["a.jpg", "A.JPG", "a.jpg"], ["a.jpg", "A (2).JPG", "a (3).jpg"]),
        (["a.jpg", "a (2).jpg", "a.jpg"], ["a.jpg", "a (2).jpg", "a (3).jpg"]),
        (["Zoë", "ZOË", "zoe"], ["Zoë", "ZOË (2)", "zoe"]),
        (["b/a.jpg", "c/a.jpg"], ["b/a.jpg", "c/a.jpg"]),
        (["2026", "2026/a.jpg"], ["2026 (2)", "2026/a.jpg"]),
        (["2026/a.jpg", "2026"], ["2026/a.jpg", "2026 (2)"]),
    ],
)
def test_files_that_some_system_cannot_tell_apart_get_a_number(wanted, told_apart):
    assert unlike(wanted) == told_apart


@given(st.lists(st.text("aA.ß/ ()2", max_size=6), max_size=40))
def test_however_alike_no_two_files_end_up_with_one_name(wanted):
    paths = unlike(safe_path(path) for path in wanted)

    assert len({path.casefold() for path in paths}) == len(wanted)


def test_a_number_fits_into_a_name_that_is_as_long_as_can_be():
    longest = "é" * 60
    assert [len(name.encode()) for name in unlike([longest] * 3)] == [120, 120, 120]


def test_ten_thousand_times_the_same_name_takes_no_ten_thousand_times_as_long():
    names = unlike(["a.jpg"] * 10_000)

    assert names[-1] == "a (10000).jpg"


AFTERNOON = datetime(2026, 3, 4, 14, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("child", "name"),
    [
        ("Noor", "2026-03-04_1512_Noor_7.jpg"),
        ("Noor / Sam", "2026-03-04_1512_Noor _ Sam_7.jpg"),
        ("小明", "2026-03-04_1512_小明_7.jpg"),
        ("", "2026-03-04_1512___7.jpg"),
        ("x" * 300, "2026-03-04_1512_" + "x" * 98 + "_7.jpg"),
    ],
)
def test_a_photo_is_named_after_its_time_in_amsterdam_and_the_child(child, name):
    assert photo_name(taken=AFTERNOON, child=child, number=7, extension="jpg") == name


def test_photos_sort_by_date_also_in_summer():
    july = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)

    assert photo_name(taken=july, child="Sam", number=1, extension="jpg").startswith(
        "2026-07-02_0030_"
    )
