"""Types of fields that many bodies have. What people type is tidied, never silently cut off."""

import re
import unicodedata
from datetime import date
from typing import Annotated

from msgspec import Meta

# No control characters; line breaks and tabs only where a text may have several lines. Format
# characters stay: names in Persian and emoji need joiners. What must be there is not only spaces.
# Python's `$` also matches before a last line break; `_END` does not, and JavaScript reads it.
# A set with characters far apart takes Python milliseconds to compile: `_ONE_LINE` has none.
_END = r"$(?!\n)"
_ONE_LINE = r"(?!.*[\u2028\u2029])[^\x00-\x1f\x7f-\x9f]*" + _END
_LINES = r"[^\x00-\x08\x0b-\x1f\x7f-\x9f]*" + _END

Id = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_.-]+" + _END)]
LongId = Annotated[  # several ids in one, with dots between them
    str, Meta(min_length=1, max_length=200, pattern=r"^[A-Za-z0-9_.-]+" + _END)
]
Ids = Annotated[  # in a query, which has texts only: at most a hundred, with commas between them
    str,
    Meta(max_length=6500, pattern=r"^[A-Za-z0-9_.-]{1,64}(,[A-Za-z0-9_.-]{1,64}){0,99}" + _END),
]
Name = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"^(?=.*\S)" + _ONE_LINE)]
Line = Annotated[str, Meta(max_length=200, pattern="^" + _ONE_LINE)]
Text = Annotated[str, Meta(min_length=1, max_length=10_000, pattern=r"^(?=[\s\S]*\S)" + _LINES)]
Email = Annotated[
    str, Meta(min_length=3, max_length=254, pattern=r"^[^\x00-\x20\x7f-\x9f]+" + _END)
]
Phone = Annotated[str, Meta(min_length=3, max_length=40, pattern=r"^[0-9 ()+./-]+" + _END)]
Password = Annotated[str, Meta(min_length=1, max_length=1024)]
Code = Annotated[str, Meta(min_length=1, max_length=64, pattern="^" + _ONE_LINE)]
Token = Annotated[str, Meta(min_length=1, max_length=300, pattern=r"^[A-Za-z0-9_.~-]+" + _END)]
MonthText = Annotated[str, Meta(pattern=r"^[12][0-9]{3}-(0[1-9]|1[0-2])" + _END)]
YEARS = range(1000, 3000)  # as of months: one may count on from any day that is sent
Day = Annotated[date, Meta(extra_json_schema={"pattern": "^[12][0-9]{3}-"})]  # see `parsing`
Cursor = Annotated[str, Meta(max_length=2000)]

# Embeddings, overrides and isolates of directions, and what is no character at all.
_TURNING = dict.fromkeys(
    [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, *range(0xFFF9, 0xFFFC)]
)


def tidy(text: str) -> str:
    """Return the text in one of its equal spellings (NFC), without spaces at its ends.

    Arabic and Hebrew need no marks to be read from the right; a name with one turns what is around
    it, such as the rest of a mail.
    """
    seen = unicodedata.normalize("NFC", text).translate(_TURNING)
    return re.sub(r"[ \u00a0]+", " ", seen).strip()
