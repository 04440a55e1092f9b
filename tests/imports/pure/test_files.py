"""What comes out of offices: encodings, separators, quotes, zips and damaged files."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from chalicelib.imports.files import tables
from chalicelib.imports.files.sheets import SheetKind
from chalicelib.imports.files.tables import (
    FileNotUnderstood,
    FileTooLarge,
    OldWorkbook,
    QuoteInTheWay,
    TooManyRows,
    UnpacksTooLarge,
)
from chalicelib.imports.reading import File, read_files
from tests.imports.builders import (
    RIGHT,
    Export,
    a_workbook,
    as_csv,
    checked,
    codes,
    read_one,
    the_finding,
)

PARENT = RIGHT["ouders.csv"] | {"achternaam": "Zoë Müller €"}
PARENTS = as_csv([PARENT]).decode()


def a_zip(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_names_survive_every_encoding(encoding):
    [sheet] = read_one(PARENTS.encode(encoding)).sheets

    assert sheet.rows[0].cells["achternaam"] == "Zoë Müller €"


def test_a_damaged_byte_does_not_spoil_all_other_accents():
    data = PARENTS.encode().replace("€".encode(), b"\xff")

    [sheet] = read_one(data).sheets

    assert sheet.rows[0].cells["achternaam"] == "Zoë Müller \ufffd"


def test_a_byte_that_windows_1252_does_not_have_is_no_crash():
    [sheet] = read_one(PARENTS.encode("cp1252") + b"\x81").sheets

    assert sheet.rows[0].cells["achternaam"] == "Zoë Müller €"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_header_tells_the_separator(separator):
    [sheet] = read_one(as_csv([PARENT], separator)).sheets

    assert sheet.rows[0].cells["e-mail"] == "anna@voorbeeld.example"


def test_a_line_that_names_the_separator_is_obeyed():
    [sheet] = read_one("sep=;\r\n" + PARENTS).sheets

    assert sheet.rows[0].origin.line == 3


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read_and_counted(end):
    text = end.join([PARENTS.split("\r\n")[0], "", "010000;Jan;Bos;;;nl", ""])

    [sheet] = read_one(text).sheets

    assert [row.origin.line for row in sheet.rows] == [3]


def test_a_line_break_inside_quotes_is_part_of_the_cell_and_counts_as_a_line():
    text = PARENTS.split("\r\n")[0] + '\r\n010000;"Anna\r\nMaria";Bos;;;nl\r\n010000;B;Bos;;;nl'

    [sheet] = read_one(text).sheets

    assert [row.origin.line for row in sheet.rows] == [2, 4]
    assert sheet.rows[0].cells["voornaam"] == "Anna\r\nMaria"


@pytest.mark.parametrize("cell", ['"Anna;Bos;;;nl', '"An"na;Bos;;;nl'])
def test_a_quote_that_swallows_lines_refuses_the_file_at_its_line(cell):
    text = PARENTS.split("\r\n")[0] + f"\r\n010000;A;Bos;;;nl\r\n010000;{cell}\r\n010000;C;Bos;;;nl"

    with pytest.raises(QuoteInTheWay) as refused:
        read_one(text)

    assert refused.value.data == {"file": "ouders.csv", "line": 3}


def test_columns_may_stand_in_any_order_and_be_written_otherwise():
    text = "E_MAIL;Achternaam;Debiteurnr;VOORNAAM\na@b.example;Bos;010000;Anna"

    [sheet] = read_one(text, "export 3.csv").sheets

    assert sheet.kind is SheetKind.PARENTS
    assert sheet.rows[0].cells["debiteurnummer"] == "010000"
    assert sheet.headers["e-mail"] == "E_MAIL"


def test_titles_above_the_header_are_passed_over():
    [sheet] = read_one("Ouders per 2 november;;;;;\n\n" + PARENTS).sheets

    assert [row.origin.line for row in sheet.rows] == [4]


def test_an_unknown_column_is_told_and_the_rest_is_read():
    row = RIGHT["ouders.csv"] | {"bsn": "123456789"}

    upload = read_one(as_csv([row]))

    assert the_finding(upload, "unknown_column").column == "bsn"
    assert len(upload.sheets) == 1


def test_a_column_that_is_there_twice_is_told():
    upload = read_one("debiteurnummer;achternaam;e-mail;E-mail\n010000;Bos;a@b.example;c@d.example")

    assert codes(upload) == ["double_column"]
    assert upload.sheets[0].rows[0].cells["e-mail"] == "a@b.example"


def test_a_missing_column_leaves_the_sheet_out_and_holds_its_families_back():
    export = Export()
    for row in export.lists["kinderen.csv"]:
        del row["geboortedatum"]

    found = export.checked()

    assert the_finding(found, "column_missing").column == "geboortedatum"
    assert found.families == ()
    assert found.report.held_back == ("010000",)
    held = the_finding(found, "family_held_back")
    assert (held.data["file"], held.data["line"]) == ("kinderen.csv", "1")


def test_a_list_of_something_else_is_told():
    upload = read_one("titel;schrijver\nNijntje;Dick Bruna", "boeken.csv")

    assert codes(upload) == ["unknown_sheet"]
    assert upload.sheets == ()


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", b";;;;\n", b"\xef\xbb\xbf"])
def test_a_file_with_nothing_in_it_has_no_rows(data):
    assert read_one(data).sheets == ()


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("binary.csv", b"\0\1\2\3", FileNotUnderstood),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), OldWorkbook),
        ("text.xlsx", b"debiteurnummer;naam", FileNotUnderstood),
        ("cut.xlsx", a_workbook({"a": [["x"]]})[:900], FileNotUnderstood),
        ("empty.xlsx", a_zip({"[Content_Types].xml": b"<x/>"}), FileNotUnderstood),
        ("zip-in-zip.zip", a_zip({"a.xlsx": a_zip({"b.csv": b"a"})}), FileNotUnderstood),
        ("large.csv", b"a" * (tables.FILE_LIMIT + 1), FileTooLarge),
        ("large.zip", a_zip({"a.csv": bytes(tables.FILE_LIMIT + 1)}), FileTooLarge),
        ("bomb.xlsx", a_zip({"[Content_Types].xml": b"0" * (90 << 20)}), UnpacksTooLarge),
        ("many.zip", a_zip({f"{n}.csv": b"a" for n in range(1_001)}), UnpacksTooLarge),
        ("rows.csv", b"debiteurnummer\n" + b"1\n" * 50_001, TooManyRows),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_and_says_which_file(name, data, refusal):
    with pytest.raises(refusal) as refused:
        read_files([File(name, data)])

    assert refused.value.status == 422
    assert refused.value.data["file"] in {name, "a.csv", "a.xlsx"}


def test_fifty_thousand_rows_are_read():
    upload = read_one(b"debiteurnummer;achternaam;e-mail\n" + b"1;a;b\n" * 50_000)

    assert len(upload.sheets[0].rows) == 50_000


def test_a_workbook_that_is_locked_with_a_password_is_refused():
    data = bytearray(a_zip({"a.csv": b"a;b"}))
    data[6] |= 1  # the flag in the file's own header
    data[data.index(b"PK\x01\x02") + 8] |= 1  # and in the directory

    with pytest.raises(FileNotUnderstood):
        read_one(bytes(data), "secret.zip")


def test_entities_in_a_workbook_are_not_expanded():
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    workbook = a_workbook({"ouders": [["x"]]})
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    with pytest.raises(FileNotUnderstood):
        read_one(a_zip(parts | {"xl/worksheets/sheet1.xml": bomb}), "bomb.xlsx")


def test_a_zip_of_lists_and_workbooks_is_read_without_what_a_mac_adds():
    files = {file.name: file.data for file in Export().without("ouders").files()}
    parents = [list(RIGHT["ouders.csv"]), list(RIGHT["ouders.csv"].values())]
    data = a_zip(
        files
        | {
            "map/export.xlsx": a_workbook({"ouders": parents}),
            "__MACOSX/._ouders.csv": b"\0\5\x16",
            "map/.DS_Store": b"\0",
            "leesmij.pdf": b"%PDF",
        }
    )

    found = checked([File("alles.zip", data)])

    assert codes(found) == ["file_skipped"]
    assert [family.emails for family in found.families] == [("anna@voorbeeld.example",)]


def test_the_result_of_a_formula_is_used_and_told():
    book = Workbook()
    tab = book.active
    tab.title = "ouders"
    tab.append(["debiteurnummer", "achternaam", "e-mail"])
    tab.append(["010000", "=A1&B1", "a@b.example"])
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"<v></v>", b"<v>42</v>").replace(b"<v />", b"<v>42</v>")
    parts[name] = parts[name].replace(b"<v/>", b"<v>42</v>")

    upload = read_one(a_zip(parts), "a.xlsx")

    told = the_finding(upload, "formula_computed")
    assert (told.origin.line, told.column, told.data["value"]) == (2, "achternaam", "42")
    assert upload.sheets[0].rows[0].cells["achternaam"] == "42"


def test_a_tab_that_claims_endless_columns_and_lines_is_read_in_no_time():
    workbook = a_workbook({"ouders": [["debiteurnummer", "achternaam", "e-mail"], [1, "a", "b"]]})
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b'ref="A1:C2"', b'ref="A1:XFD1048576"')
    parts[name] = parts[name].replace(
        b"</sheetData>", b'<row r="900"><c r="XFD900"/></row></sheetData>'
    )

    [sheet] = read_one(a_zip(parts), "wide.xlsx").sheets

    assert len(sheet.rows) == 1


def test_a_tab_that_claims_to_be_smaller_than_it_is_loses_no_line():
    rows = [["debiteurnummer", "achternaam", "e-mail"], [1, "a", "b"], [2, "c", "d"]]
    with zipfile.ZipFile(io.BytesIO(a_workbook({"ouders": rows}))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b'ref="A1:C3"', b'ref="A1"')

    [sheet] = read_one(a_zip(parts), "small.xlsx").sheets

    assert len(sheet.rows) == 2


def test_a_line_number_beyond_every_spreadsheet_is_refused():
    workbook = a_workbook({"ouders": [["debiteurnummer", "achternaam", "e-mail"]]})
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    row = b'<row r="999999999"><c r="A999999999"><v>1</v></c></row></sheetData>'
    parts[name] = parts[name].replace(b"</sheetData>", row)

    with pytest.raises(TooManyRows):
        read_one(a_zip(parts), "long.xlsx")
