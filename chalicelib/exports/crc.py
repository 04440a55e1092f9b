"""The CRC-32 of bytes that were never read, from the CRC-32s of the pieces they are made of.

A CRC-32 is what remains of the bytes, taken as one long polynomial over GF(2), after division by
a fixed polynomial. Bytes that follow multiply what came before by x^8 each, so joining two pieces
is a multiplication and an exclusive or. As in zlib the highest power is the lowest bit.
"""

from functools import cache

_DIVISOR = 0xEDB88320
_ONE = 1 << 31
_X = 1 << 30
_LOWEST_BITS_OF_BYTES = (0, 8, 16, 24)


def combine(first: int, second: int, second_size: int) -> int:
    """Return the CRC-32 of two pieces in a row; `second_size` is in bytes."""
    return _followed_by(first, second_size) ^ second


def _followed_by(crc: int, size: int) -> int:
    """Return `crc` times x^(8 * size): one look-up in a table for each bit that is set in size."""
    step = 3
    while size:
        if size & 1:
            low, second, third, high = _times_power(step)
            crc = low[crc & 255] ^ second[crc >> 8 & 255] ^ third[crc >> 16 & 255] ^ high[crc >> 24]
        size >>= 1
        step += 1
    return crc


@cache
def _times_power(step: int) -> tuple[tuple[int, ...], ...]:
    """Return, for each of the four bytes of a CRC, its 256 products with x^(2^step)."""
    power = _power(step)
    return tuple(_products(lowest_bit, power) for lowest_bit in _LOWEST_BITS_OF_BYTES)


def _products(lowest_bit: int, power: int) -> tuple[int, ...]:
    products = [0]
    for bit in range(lowest_bit, lowest_bit + 8):
        one_more = _multiply(1 << bit, power)
        products += [product ^ one_more for product in products]
    return tuple(products)


@cache
def _power(step: int) -> int:
    """Return x^(2^step)."""
    return _X if step == 0 else _multiply(_power(step - 1), _power(step - 1))


def _multiply(left: int, right: int) -> int:
    product, bit = 0, _ONE
    while bit:
        if left & bit:
            product ^= right
        right = right >> 1 ^ (_DIVISOR if right & 1 else 0)
        bit >>= 1
    return product
