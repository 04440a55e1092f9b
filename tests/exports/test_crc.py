import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.exports.crc import combine


@pytest.fixture(autouse=True)
def aws() -> None:
    """Numbers need no AWS, and are tested faster without."""


@given(st.binary(), st.binary())
def test_the_crc_of_two_pieces_is_that_of_both_in_a_row(first, second):
    assert combine(zlib.crc32(first), zlib.crc32(second), len(second)) == zlib.crc32(first + second)


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_any_number_of_pieces_can_be_joined(pieces):
    crc = 0
    for piece in pieces:
        crc = combine(crc, zlib.crc32(piece), len(piece))

    assert crc == zlib.crc32(b"".join(pieces))


def test_pieces_of_many_gibibytes_are_joined_as_well():
    half, whole = 5 << 30, 10 << 30  # of zeros, which nobody has to write down
    mebibyte = zlib.crc32(bytes(1 << 20))
    crc_of_half = crc_of_whole = 0
    for _ in range(half >> 20):
        crc_of_half = combine(crc_of_half, mebibyte, 1 << 20)
    for _ in range(whole >> 20):
        crc_of_whole = combine(crc_of_whole, mebibyte, 1 << 20)

    assert combine(crc_of_half, crc_of_half, half) == crc_of_whole
