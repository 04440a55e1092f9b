"""Codes of apps, and for recovery."""

from base64 import b32encode
from datetime import UTC, datetime, timedelta

import pytest
import segno

from chalicelib.factors import codes
from chalicelib.factors.drawing import drawing_of
from tests.conftest import NOW

SECRET = b32encode(b"12345678901234567890").decode()  # of RFC 6238, appendix B


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_the_standard(seconds, code):
    now = datetime.fromtimestamp(seconds, UTC)

    assert codes.step_of(code, secret=SECRET, now=now) == seconds // 30


@pytest.mark.parametrize(("steps", "is_taken"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_clock_may_be_wrong_by_one_step(steps, is_taken):
    code = codes.code_at(int(NOW.timestamp()) // 30 + steps, secret=SECRET)

    assert (codes.step_of(code, secret=SECRET, now=NOW) is not None) is is_taken


@pytest.mark.parametrize(
    "typed", ["123456", "123 456", "123-456", " 1 2 3 4 5 6 ", "１２３４５６", "١٢٣٤٥٦"]
)
def test_digits_are_taken_as_people_type_them(typed):
    assert codes.is_of_app(codes.tidy(typed))


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "12345x", "🦊🦊🦊🦊🦊🦊"])
def test_what_is_no_code_opens_nothing(typed):
    assert codes.step_of(codes.tidy(typed), secret=SECRET, now=NOW) is None


def test_a_secret_has_160_bits_and_a_recovery_code_80():
    secrets = {codes.new_secret() for _ in range(50)}
    recovery = {codes.new_recovery_code() for _ in range(50)}

    assert (len(secrets), {len(it) for it in secrets}) == (50, {160 // 5})
    assert (len(recovery), {len(codes.tidy(it)) for it in recovery}) == (50, {80 // 5})


def test_a_recovery_code_may_be_misread():
    typed = codes.tidy("0bcd EF1H-ijkl mnop")

    assert codes.as_recovery_code(typed) == codes.tidy("obcd-eflh-ijkl-mnop")


def test_the_address_has_issuer_and_name_in_any_script():
    address = codes.address(SECRET, issuer="Opvang: Ünïcode", name="anna@voorbeeld.example")

    assert address.startswith("otpauth://totp/")
    assert f"secret={SECRET}" in address
    assert address.count(":") == 2  # of the scheme, and between issuer and name
    assert len(drawing_of(address).path) > 1000


def test_a_drawing_reads_back_as_its_modules():
    address = "otpauth://totp/x"
    drawing, code = drawing_of(address), segno.make(address, error="m", micro=False)
    dark = sum(sum(row) for row in code.matrix_iter(border=4))

    bars = [int(it.partition("h")[2].partition("v")[0]) for it in drawing.path.split("M")[1:]]
    assert sum(bars) == dark
    assert drawing.size == len(list(code.matrix_iter(border=4)))


def test_the_time_between_two_codes_is_thirty_seconds():
    moments = (NOW, NOW + timedelta(seconds=29), NOW + timedelta(seconds=30))
    shown = [codes.code_at(int(it.timestamp()) // 30, secret=SECRET) for it in moments]

    assert shown[0] == shown[1] != shown[2]
