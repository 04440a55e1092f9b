import signal
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infra.local.environment import moment
from infra.local.process import DidNotStart, portal_process

ROOT = Path(__file__).parents[2]
TOY = ("--app", "tests.local.toy:app", "--no-seed")


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_a_portal_is_stopped_within_two_seconds_and_with_success(ending):
    with portal_process(*TOY) as running:
        began = time.monotonic()
        running.process.send_signal(ending)
        assert running.process.wait(5) == 0
        assert time.monotonic() - began < 2


def test_a_busy_port_is_no_crash():
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        with portal_process(*TOY, "--port", str(taken)) as running:
            port = running.portal.port
            assert port != taken
            assert f"Port {taken} is busy, so the portal is at {port}." in running.lines


def test_an_app_that_does_not_load_is_one_line():
    nowhere = portal_process("--app", "tests.local.nowhere:app", "--no-seed")
    with pytest.raises(DidNotStart, match="cannot start: ModuleNotFoundError") as failed, nowhere:
        pass
    assert "Traceback" not in str(failed.value)


def test_fire_speaks_to_the_portal_that_runs(toy):
    def say(*arguments):
        command = [sys.executable, "-m", "infra.local", *arguments]
        port = ("--port", str(toy.portal.port))
        done = subprocess.run(
            [*command, *port], cwd=ROOT, capture_output=True, text=True, check=False, timeout=20
        )
        return done.returncode, done.stdout.strip()

    fired = say("fire", "bill_month", "--payload", '{"month": "2028-02"}')
    assert fired == (0, '{"month": "2028-02"}')
    assert say("settle") == (0, "")
    code, told = say("fire", "nobody")
    assert (code, told.startswith("There is no nobody, only bill_month")) == (1, True)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2028-02-29", datetime(2028, 2, 29, 8, tzinfo=UTC)),
        ("2027-07-01", datetime(2027, 7, 1, 7, tzinfo=UTC)),
        ("2026-10-25T12:00:00", datetime(2026, 10, 25, 11, tzinfo=UTC)),
        ("2026-10-25T12:00:00Z", datetime(2026, 10, 25, 12, tzinfo=UTC)),
    ],
)
def test_portal_now_is_a_day_or_an_instant(text, instant):
    assert moment(text) == instant


def test_portal_now_that_is_neither_is_refused():
    with pytest.raises(ValueError, match="Invalid isoformat"):
        moment("morgen")
