import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from chalicelib.core.language import Language
from chalicelib.core.money import in_euros
from chalicelib.core.periods import Month
from chalicelib.invoices.drawing.glyphs import FONTS, missing, shown
from chalicelib.invoices.drawing.pdf import draw, missing_glyphs
from chalicelib.invoices.model import Addressee, Correction, ExtraDay
from chalicelib.invoices.wording import TEXTS
from tests.invoices.builders import HOUSE_STYLE, TRANSFER, a_line, an_invoice, care

NAMES = {
    "Dutch": "Zoë van 't Hoenderdaal-Müller",
    "Turkish": "Şükrü İğdırlı Yılmaz",
    "Polish": "Żółć Łącka",
    "Vietnamese": "Nguyễn Thị Hường",
    "Romanian": "Ștefan Țăranu",
    "Icelandic": "Þórður Æsir",
    "Azerbaijani": "Əliyev Ağabəy",
    "Yoruba": "Ọlátúnjí Ẹ̀gbẹ́",
    "Ukrainian": "Дмитро Їжак",
    "Bulgarian": "Щерьо Ъгленов",
    "Greek": "Γεώργιος Παπαδόπουλος",
    "Arabic": "محمد الأمين بن سعيد",
    "Persian": "ژاله پگاه گنجی",
    "Urdu": "ٹیپو ڈھلوں",
    "Kurdish": "ئاراس ڕۆژ",
    "Hebrew": "יוסף כהן",
    "simplified Chinese": "王小明 朱镕基 刘玥 李喆",
    "traditional Chinese": "張偉 陳淑芬 蔡堃",
    "Japanese": "髙橋さくら タナカ 﨑",
}


def text_of(pdf):
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def drawn(*lines, style=HOUSE_STYLE, **fields):
    return draw(an_invoice(*lines, **fields), style)


def png(width=60, height=20):
    from PIL import Image

    picture = BytesIO()
    Image.new("RGBA", (width, height), "#1f6f5c").save(picture, "png")
    return picture.getvalue()


@pytest.mark.parametrize("language", Language)
def test_an_invoice_carries_all_that_the_law_asks_for(language):
    text = text_of(drawn(language=language))
    words = TEXTS[language]
    facts = ["2026-000123", "010000", "Sanne de Vries", "Noor de Vries", "140,25", "188687038"]
    if language is Language.EN:
        facts = [fact.replace(",", ".") for fact in facts]
    for fact in [*facts, in_euros(890, language), in_euros(124823, language), words["vat"]]:
        assert fact in text
    for label in ("number", "issue_date", "due_date", "debit_date", "care_month", "debtor_number"):
        assert words[label] in text
    assert "NL91 ABNA 0417 1643 00" in text
    assert "NL12ZZZ123456780000" in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.NL, ["Factuur november 2026", "1 november 2026", "Dagopvang", "Totaal"]),
        (Language.EN, ["Invoice November 2026", "1 November 2026", "Day care", "Total"]),
    ],
)
def test_an_invoice_speaks_the_language_of_its_reader(language, words):
    pdf = drawn(language=language)
    assert all(word in text_of(pdf) for word in words)
    assert PdfReader(BytesIO(pdf)).trailer["/Root"]["/Lang"] == language.value


def test_a_direct_debit_names_mandate_date_and_account_and_has_no_payment_code():
    text = " ".join(text_of(drawn()).split())
    assert "op of kort na 28 oktober 2026 af van uw rekening die eindigt op 6789" in text
    assert "MND-010000" in text
    assert TEXTS[Language.NL]["scan"] not in text


def test_a_transfer_shows_account_reference_and_a_code_to_scan():
    text = text_of(drawn(payment=TRANSFER))
    assert "RF46 2026 0001 23" in text
    assert "Kinderopvang De Vlinder B.V." in text
    assert "uiterlijk op 1 november 2026" in text
    assert TEXTS[Language.NL]["scan"] in text


@pytest.mark.parametrize(
    ("billed", "sentence"),
    [(1000, "U hoeft niets te betalen."), (1500, "u houdt € 5,00 tegoed")],
)
def test_nothing_is_collected_or_asked_for_when_nothing_is_due(billed, sentence):
    correction = Correction(Month(2026, 9), Decimal(2), Decimal(2), billed, 0, 0)
    extra = ExtraDay(date(2026, 10, 13), Decimal(1), 1000)
    lines = [a_line(extra), a_line(correction)]
    for payment in ({}, {"payment": TRANSFER}):
        text = text_of(drawn(*lines, **payment))
        assert sentence in text
        assert "MND-010000" not in text
        assert "RF46" not in text


def test_each_child_has_its_lines_under_its_name_and_a_sum():
    one, two = a_line(), a_line(child_id="child-2", child_name="Sem de Vries")
    text = text_of(drawn(one, two, a_line(ExtraDay(date(2026, 10, 13), Decimal(2), 1000))))
    assert "Samen voor Noor de Vries € 1.268,23" in text
    assert "Samen voor Sem de Vries € 1.248,23" in text
    assert "€ 2.516,46" in text


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_names_in_every_script_are_shown_and_can_be_copied(name):
    invoice = an_invoice(a_line(child_name=name), addressee=Addressee(name, ("Dorpsstraat 1",)))
    assert missing_glyphs(invoice) == set()
    text = text_of(draw(invoice, HOUSE_STYLE))
    for word in shown(name).split():
        assert word in text


def test_what_no_font_has_is_shown_as_a_replacement_and_reported():
    invoice = an_invoice(a_line(child_name="Noor 👧🏽 ᚠ"))
    assert missing_glyphs(invoice) == {"👧", "🏽", "ᚠ"}
    assert "Noor �� �" in text_of(draw(invoice, HOUSE_STYLE))


@pytest.mark.parametrize(
    ("typed", "drawn_as"),
    [
        ("Noor\x00\n\tSem", "Noor   Sem"),
        ("evil\u202eeman", "evileman"),
        ("\ud83d", "�"),
        ("e\u0301", "é"),
        ("❤\ufe0f", "�"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_what_cannot_be_printed_is_made_harmless(typed, drawn_as):
    assert shown(typed) == drawn_as
    assert isinstance(drawn(parent_name=typed), bytes)


def test_what_our_fonts_cover_is_what_we_think_they_cover():
    fonts = [TTFont(path) for path in FONTS.glob("*.[ot]tf")]
    covered = {chr(code) for font in fonts for code in font.getBestCmap()}
    assert len(fonts) == 6
    ours = {chr(code) for code in range(0x20, 0x30000) if not missing(chr(code))}
    printable = {char for char in ours if shown(char) == char and char not in "\u200c\u200d"}
    assert printable <= covered


def test_no_words_of_ours_lack_a_glyph():
    assert missing("".join(text for texts in TEXTS.values() for text in texts.values())) == set()


@pytest.mark.parametrize("name", ["#strong[x]", "<b>x</b>", "$x$ \\ @ref", "{page}", "*x* _y_"])
def test_markup_in_a_name_is_only_text(name):
    assert name in text_of(drawn(parent_name=name))


def test_the_same_invoice_gives_the_same_bytes_in_another_process():
    program = (
        "import sys; from tests.invoices.builders import *;"
        "from chalicelib.invoices.drawing.pdf import draw;"
        "sys.stdout.buffer.write(draw(an_invoice(payment=TRANSFER), HOUSE_STYLE))"
    )
    once = drawn(payment=TRANSFER)
    root = Path(__file__).parents[3]
    again = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, cwd=root
    ).stdout
    assert once == drawn(payment=TRANSFER) == again
    assert once != drawn(payment=TRANSFER, number="2026-000124")


def test_the_file_is_sound_tagged_and_made_to_be_kept():
    with pikepdf.open(BytesIO(drawn(payment=TRANSFER))) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "3"
            assert metadata["pdfuaid:part"] == "1"
        assert [round(float(side)) for side in pdf.pages[0].MediaBox] == [0, 0, 595, 842]


def test_many_lines_go_on_on_next_pages_with_heading_and_child_repeated():
    days = [a_line(ExtraDay(date(2026, 10, day), Decimal(11), 1043 + day)) for day in range(1, 31)]
    pages = PdfReader(BytesIO(drawn(*days))).pages
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert f"bladzijde {number} van {len(pages)}" in text
        assert "2026-000123" in text
    assert all("Noor de Vries" in page.extract_text() for page in pages[:2])
    text = text_of(drawn(*days))
    assert all(in_euros(line.amount, Language.NL) in text for line in days)


def test_the_addressee_stands_in_the_window_of_an_envelope():
    places = {}
    PdfReader(BytesIO(drawn())).pages[0].extract_text(
        visitor_text=lambda text, matrix, *_: places.setdefault(text, matrix[4:])
    )
    x, y = (25.4 / 72 * float(points) for points in places["Fam. de Vries"])
    assert 23 <= x <= 25
    assert 47 <= 297 - y <= 60


@pytest.mark.parametrize(
    "colour", ["#ffffff", "#ffee00", "#000000", "red", "", "#12345", "#gggggg"]
)
def test_any_colour_a_house_style_has_gives_an_invoice_that_can_be_read(colour):
    assert "Totaal" in text_of(drawn(style=replace(HOUSE_STYLE, colour=colour)))


@pytest.mark.parametrize("size", [(60, 20), (2000, 10), (10, 2000)])
def test_a_logo_takes_the_place_of_the_name(size):
    pdf = drawn(style=replace(HOUSE_STYLE, logo=png(*size)))
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert [*opened.pages[0].Resources.XObject] == ["/x0"]
        assert len(opened.pages) == 1


def test_a_name_of_ten_thousand_letters_does_not_stop_the_run():
    long = Addressee("Naam " * 2000, ("x" * 10_000,))
    assert "Totaal" in text_of(drawn(addressee=long, parent_name="y" * 10_000))


def test_an_amount_too_large_for_a_payment_code_is_still_billed():
    costly = a_line(ExtraDay(date(2026, 10, 13), Decimal(24), 5_000_000_000))
    text = text_of(drawn(costly, payment=TRANSFER))
    assert "RF46 2026 0001 23" in text
    assert TEXTS[Language.NL]["scan"] not in text


def test_an_invoice_without_lines_or_contact_is_drawn():
    creditor = replace(an_invoice().creditor, email="", telephone="")
    text = text_of(draw(replace(an_invoice(), lines=(), creditor=creditor), HOUSE_STYLE))
    assert "€ 0,00" in text
    assert TEXTS[Language.NL]["questions"] not in text


def test_drawing_libraries_are_loaded_only_to_draw():
    program = (
        "import sys, chalicelib.invoices.drawing.pdf;"
        "sys.exit(any(name in sys.modules for name in ('typst', 'segno', 'PIL')))"
    )
    root = Path(__file__).parents[3]
    assert subprocess.run([sys.executable, "-c", program], check=False, cwd=root).returncode == 0


def test_explanations_stand_below_their_lines():
    text = " ".join(text_of(drawn(a_line(care()))).split())
    assert "3 × 11 uur per week × 51 weken ÷ 12 maanden × € 8,90 = € 1.248,23" in text
