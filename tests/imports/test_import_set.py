"""The command line, for who sets up an organisation."""

import pytest

from infra import import_set
from tests.builders import an_organisation
from tests.imports.builders import SAMPLES, Export, extract
from tests.imports.office import errands, is_there, whole_table


@pytest.fixture
def organisation():
    return an_organisation(groups=())


def written_to(folder, files):
    for file in files:
        (folder / file.name).write_bytes(file.data)
    return sorted(map(str, folder.iterdir()))


def test_a_dry_run_says_what_is_wrong_and_writes_nothing(organisation, tmp_path, capsys):
    files = written_to(tmp_path, Export().change("kinderen", geboortedatum="31-02-2024").files())
    before = whole_table()

    code = import_set.main(["--organisation", organisation.organisation_id, "--dry-run", *files])

    told = capsys.readouterr().out
    assert code == 0
    assert "kinderen.csv:2 geboortedatum: error date_impossible: " in told
    assert "Held back: 010000" in told
    assert whole_table() == before


def test_an_import_writes_and_counts(organisation, tmp_path, capsys):
    files = written_to(tmp_path, extract("010014", "010049"))

    assert import_set.main(["--organisation", organisation.organisation_id, *files]) == 0
    assert "2 families: 2 added or changed, 0 as they were." in capsys.readouterr().out
    assert is_there("010014")
    assert import_set.main(["--organisation", organisation.organisation_id, *files]) == 0
    assert "2 families: 0 added or changed, 2 as they were." in capsys.readouterr().out


def test_it_speaks_english_when_asked(organisation, capsys):
    file = str(SAMPLES / "gezinnen.csv")
    english = ["--language", "en", "--dry-run", file]

    import_set.main(["--organisation", organisation.organisation_id, *english])

    assert "Nobody of this family can log in." in capsys.readouterr().out


def test_invitations_may_follow_at_once(organisation, tmp_path):
    files = written_to(tmp_path, Export().files())

    import_set.main(["--organisation", organisation.organisation_id, "--invite", *files])

    assert [it.body["do"] for it in errands("imports")] == ["invite"]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"x" * 100, "a.xls is een Excel-bestand van voor 2007"),
        ("a.csv", b"x" * (6 * 1024 * 1024), "a.csv is groter dan 5 MB"),
    ],
)
def test_a_file_that_cannot_be_read_ends_with_two(tmp_path, capsys, name, data, told):
    organisation = an_organisation()
    (tmp_path / name).write_bytes(data)

    code = import_set.main(["--organisation", organisation.organisation_id, str(tmp_path / name)])

    assert code == 2
    assert told in capsys.readouterr().err


def test_a_file_or_organisation_that_is_not_there_ends_with_two(organisation, capsys):
    sample = str(SAMPLES / "gezinnen.csv")

    assert import_set.main(["--organisation", organisation.organisation_id, "gone.csv"]) == 2
    assert import_set.main(["--organisation", "nobody", sample]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "gone.csv: No such file or directory",
        "There is no organisation nobody.",
    ]
