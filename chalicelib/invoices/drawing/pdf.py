"""An invoice on paper: A4, in the house style of its organisation and the language of its reader.

`sheet` decides what the invoice says, `invoice.typ` where it stands. The file is tagged
for screen readers and made to be kept (PDF/A-3a, PDF/UA-1), and the same invoice gives the same
bytes: nothing in it comes from a clock or from chance.
"""

import json
import re
from datetime import UTC, datetime, time
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalicelib.invoices.drawing.glyphs import FONTS, missing, shown
from chalicelib.invoices.drawing.sheet import Sheet, reference_of, sheet_of
from chalicelib.invoices.model import CannotBill, HouseStyle, Invoice

if TYPE_CHECKING:
    from typst import Fonts

TEMPLATE = Path(__file__).with_name("invoice.typ")
PLAIN_COLOUR = "#2f4858"
EPC_MOST = 99_999_999_999  # cents: the most that a payment code can ask for
EPC_NAME = 70  # characters of a name in a payment code


class CannotDraw(CannotBill):
    """The logo is not a PNG that can be read, or the creditor has no name or IBAN to pay to."""


def draw(invoice: Invoice, house_style: HouseStyle) -> bytes:
    """Return the invoice as PDF.

    :raises CannotDraw: the organisation's logo or account is not what it should be.
    """
    from typst import TypstError

    try:
        words = _shown(sheet_of(invoice, house_style.name))
        return _compiled({**words, **_pictures(invoice, house_style)}, invoice)
    except (TypstError, ValueError) as error:
        raise CannotDraw from error


def _compiled(sheet: Sheet, invoice: Invoice) -> bytes:
    import typst  # 80 MB that only drawing needs

    return typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"sheet": json.dumps(sheet)},
        pdf_standards=["a-3a", "ua-1"],
        timestamp=datetime.combine(invoice.issue_date, time(12), UTC),
    )


def missing_glyphs(invoice: Invoice) -> set[str]:
    """Return the characters for which the PDF has a "\N{REPLACEMENT CHARACTER}": for staff."""
    return missing(json.dumps(sheet_of(invoice, invoice.creditor.name), ensure_ascii=False))


@cache
def _fonts() -> "Fonts":
    """The fonts, read once per process."""
    from typst import Fonts  # see `_compiled`

    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _shown(value: Any) -> Any:
    """Return the sheet with every text made such that the fonts can show it."""
    if isinstance(value, dict):
        return {name: _shown(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_shown(each) for each in value]
    return shown(value) if isinstance(value, str) else value


def _pictures(invoice: Invoice, style: HouseStyle) -> Sheet:
    known = re.fullmatch("#[0-9a-fA-F]{6}", style.colour)
    return {
        "colour": style.colour if known else PLAIN_COLOUR,
        "logo": list(style.logo) if style.logo else None,
        "qr": _payment_code(invoice),
    }


def _payment_code(invoice: Invoice) -> str | None:
    """Return the EPC payment code as SVG, if there is something to transfer that fits in one."""
    from segno.helpers import make_epc_qr  # see `_compiled`

    reference = reference_of(invoice)
    if not reference or invoice.total > EPC_MOST:
        return None
    code = make_epc_qr(
        name=invoice.creditor.name[:EPC_NAME],
        iban=invoice.creditor.iban,
        amount=Decimal(invoice.total) / 100,
        reference=reference,
        encoding="utf-8",
    )
    picture = BytesIO()
    code.save(picture, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None)
    return picture.getvalue().decode()
