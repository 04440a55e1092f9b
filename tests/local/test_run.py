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


def ended(running, ending):
    """Return the exit code and the seconds it took."""
    began = time.monotonic()
    running.process.send_signal(ending)
    return running.process.wait(5), time.monotonic() - began


def test_ctrl_c_stops_everything_within_two_seconds_and_with_success():
    with portal_process(*TOY) as running:
        code, seconds = ended(running, signal.SIGINT)
    assert (code, seconds < 2) == (0, True)


def test_a_busy_port_is_no_crash_and_a_supervisor_can_stop_it_as_well():
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        with portal_process(*TOY, "--port", str(taken)) as running:
            port = running.portal.port
            assert port != taken
            assert f"Port {taken} is busy, so the portal is at {port}." in running.lines
            code, seconds = ended(running, signal.SIGTERM)
    assert (code, seconds < 2) == (0, True)


def test_what_keeps_it_from_starting_is_told_in_one_line():
    tomorrow = portal_process(*TOY, env={"PORTAL_NOW": "morgen"})
    with pytest.raises(DidNotStart) as failed, tomorrow:
        pass
    assert str(failed.value).startswith("The portal cannot start: ValueError: Invalid isoformat")
    assert "\n" not in str(failed.value)


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


def test_fire_says_so_where_no_portal_runs():
    with socket.create_server(("127.0.0.1", 0)) as other:
        free = other.getsockname()[1]
    command = [sys.executable, "-m", "infra.local", "fire", "sweep_outbox", "--port", str(free)]

    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=20
    )

    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(f"There is no portal at port {free}: `make run` starts one")


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


TWICE = """
from datetime import UTC, datetime
from infra.local.run import running_portal

for year in (2027, 2028):
    now = datetime(year, 2, 28, tzinfo=UTC)
    with running_portal("tests.local.toy:app", now=now, seed=lambda now: [f"{now:%Y}"]) as portal:
        portal.settle()
        print(portal.fire("bill_month", {"month": f"{year}-02"}), len(portal.mails()))
"""


def test_a_script_can_run_one_portal_after_the_other():
    done = subprocess.run(
        [sys.executable, "-c", TWICE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert done.stdout.splitlines() == ["{'month': '2027-02'} 0", "{'month': '2028-02'} 0"]
    assert done.stderr == ""
