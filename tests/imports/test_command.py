"""`python -m infra.import_set`, as somebody without a browser gives it."""

import pytest

from infra import import_set
from tests.builders import an_organisation
from tests.imports.builders import extract
from tests.imports.office import is_there, whole_table


@pytest.fixture
def lists(tmp_path):
    """Two families of the sample set, as files."""
    an_organisation(groups=())
    for file in extract("010014", "010049"):
        (tmp_path / file.name).write_bytes(file.data)
    return sorted(map(str, tmp_path.iterdir()))


def give(*arguments):
    return import_set.main(["--organisation", "zonnebloem", *arguments])


def test_a_dry_run_tells_line_by_line_and_writes_nothing(lists, capsys):
    before = whole_table()

    assert give("--dry-run", *lists) == 0

    told = capsys.readouterr().out
    assert "families: 2 of 2 lines come in" in told
    assert "Nothing was written." in told
    assert whole_table() == before


def test_a_run_writes_and_a_second_one_changes_nothing(lists, capsys):
    assert give(*lists) == 0
    assert "2 families: 2 added or changed, 0 as they were." in capsys.readouterr().out
    assert is_there("010014")
    before = whole_table()

    assert give(*lists) == 0

    assert "2 families: 0 added or changed, 2 as they were." in capsys.readouterr().out
    assert whole_table() == before


def test_what_cannot_be_read_is_told_in_one_line(lists, capsys):
    assert give(*lists, "geen-bestand.csv") == 2
    assert import_set.main(["--organisation", "nergens", *lists]) == 2

    told = capsys.readouterr().err
    assert told == (
        "geen-bestand.csv: No such file or directory\nThere is no organisation nergens.\n"
    )
    assert not is_there("010014")
