"""The logo above a mail."""

import struct
from functools import cached_property

from chalicelib.core.values import dataclass

ROOM = (260, 52)  # pixels on the screen, width and height
_SIZE = struct.Struct(">II")
_SIZE_AT = 16  # behind the signature of a PNG, and the length and name of its first chunk


@dataclass(frozen=True)
class Logo:
    """A PNG that goes along inside the mail: programs that load nothing from outside show it."""

    png: bytes
    content_id = "logo@portal"

    @cached_property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels as it is shown: some programs scale nothing by themselves."""
        width, height = _SIZE.unpack_from(self.png, _SIZE_AT)
        shrunk = min(1.0, ROOM[0] / width, ROOM[1] / height)
        return max(1, round(width * shrunk)), max(1, round(height * shrunk))
