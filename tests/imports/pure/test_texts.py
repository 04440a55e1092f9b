"""Everything an import can say, it can say in both languages."""

import ast
from pathlib import Path
from string import Formatter

import pytest

import chalicelib.imports
from chalicelib.core.language import Language
from chalicelib.imports.texts import SEVERITIES, TEXTS
from tests.imports.builders import SAMPLE_FILES, checked

ROOM = Path(chalicelib.imports.__file__).parent
CODES = sorted(SEVERITIES)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def words_of_the_room() -> set[str]:
    """Every string constant in the room, texts left out."""
    return {
        node.value
        for path in ROOM.rglob("*.py")
        if path.parent.name != "texts"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@pytest.mark.parametrize("language", Language)
def test_every_code_has_a_text_in_every_language(language):
    assert sorted(TEXTS[language]) == CODES


@pytest.mark.parametrize("code", CODES)
def test_all_languages_use_the_same_data(code):
    used = [placeholders(" ".join(TEXTS[language][code])) for language in Language]

    assert used[0] == used[1]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", Language)
def test_a_text_says_what_is_wrong_and_what_to_do(code, language):
    what, advice = TEXTS[language][code]

    assert what.endswith((".", "}"))
    assert advice.endswith((".", "'.", '".', ")."))


def test_there_is_no_text_that_nothing_says():
    assert set(CODES) <= words_of_the_room()


def test_every_finding_of_the_sample_set_can_be_read():
    for finding in checked(SAMPLE_FILES).report.findings:
        for language in Language:
            assert "{" not in finding.what(language) + finding.advice(language)


def test_the_documentation_explains_every_code():
    text = (ROOM.parents[1] / "docs" / "import.md").read_text(encoding="utf-8")

    assert [code for code in CODES if f"`{code}`" not in text] == []
