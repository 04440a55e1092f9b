"""Whatever is uploaded: a report or a refusal, never a crash, and no row lost without a word."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from chalicelib.core.errors import Malformed
from chalicelib.core.language import Language
from chalicelib.imports.reading import File
from chalicelib.imports.texts import Severity
from tests.imports.builders import RIGHT, Export, a_workbook, checked

FEW = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
NAUGHTY = [
    "",
    " ",
    "null",
    "\0",
    "\ufeff",
    "\ufffd",
    "'; DROP TABLE families; --",
    "<script>alert(1)</script>",
    "{family}",
    "{0.__class__}",
    "%s%n",
    "=cmd|' /C calc'!A0",
    "\u202e\u2066",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍",
    "﷽",
    "👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "١٢٣",
    "²",
    "1e999",
    "-0",
    "9" * 400,
    "00000000000000000000",
    "29-02-2027",
    "İ",
    "a@" + "b" * 300 + ".nl",
    "\ud7ff\ue000",
    "x" * 20_000,
]
CELLS = [(name.removesuffix(".csv"), title) for name, row in RIGHT.items() for title in row]


def read_the_report(found) -> None:
    for finding in found.report.findings:
        for language in Language:
            assert finding.what(language)
            assert finding.advice(language)


def check_nothing_is_lost(found) -> None:
    errors = {finding.origin for finding in found.report.of(Severity.ERROR)}
    read = sum(count.read for count in found.report.counts.values())
    kept = sum(count.good + count.again for count in found.report.counts.values())
    assert read <= kept + len(errors)


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_a_naughty_text_in_any_column_gives_a_report(text):
    for sheet, title in CELLS:
        export = Export()
        export.lists[f"{sheet}.csv"][0][title] = text
        found = export.checked()
        read_the_report(found)
        check_nothing_is_lost(found)


@FEW
@given(st.lists(st.tuples(st.sampled_from(CELLS), st.text(max_size=40)), max_size=12))
def test_any_texts_in_any_columns_give_a_report(changes):
    export = Export()
    for (sheet, title), text in changes:
        export.lists[f"{sheet}.csv"].append({**RIGHT[f"{sheet}.csv"], title: text})

    found = export.checked()

    read_the_report(found)
    check_nothing_is_lost(found)


@FEW
@given(st.binary(max_size=400), st.sampled_from(["a.csv", "ouders.csv", "a.xlsx", "a.zip", ""]))
@example(b"PK\x03\x04", "a.zip")
@example(b"\xff\xfea", "a.csv")
@example(b"debiteurnummer;achternaam;e-mail\n\x00;\xff;\x81", "a.csv")
def test_any_bytes_give_a_report_or_a_refusal(data, name):
    with suppress(Malformed):
        read_the_report(checked([File(name, data)]))


def parts_of_a_workbook():
    rows = [[list(row), list(row.values())] for row in RIGHT.values()]
    tabs = {name.removesuffix(".csv"): lines for name, lines in zip(RIGHT, rows, strict=True)}
    with zipfile.ZipFile(io.BytesIO(a_workbook(tabs))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


PARTS = parts_of_a_workbook()


@FEW
@given(st.data())
def test_a_damaged_workbook_gives_a_report_or_a_refusal(data):
    name = data.draw(st.sampled_from(sorted(PARTS)))
    part = bytearray(PARTS[name])
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(part) - 1))
        part[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=6))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for other, content in PARTS.items():
            archive.writestr(other, bytes(part) if other == name else content)

    with suppress(Malformed):
        read_the_report(checked([File("a.xlsx", stream.getvalue())]))
