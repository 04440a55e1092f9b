"""The machinery that measures. How long anything takes is never asserted here."""

import json
import sys
from zipfile import ZipFile

import pytest
from chalice.utils import OSUtils

from benchmarks.environment import of_function
from benchmarks.measures import Measure, table, write
from benchmarks.peers import chalice_zip
from benchmarks.rounds import ROOT, FreshStart, Player, medians
from benchmarks.starting import keep_nothing_in
from infra.packaging.contents import add_portal

FAST = Measure(name="fast", value=2, peer=1, limit=4, unit="ms")
SLOW = Measure(name="slow", value=5, peer=1, limit=4, unit="ms")
GAIN = Measure(name="gain", value=1, peer=3, limit=2, unit="ms", is_gain=True)
NO_GAIN = Measure(name="no gain", value=2, peer=3, limit=2, unit="ms", is_gain=True)
COUNT = Measure(name="count", value=3, limit=2, unit="requests")
SHOWN = Measure(name="shown", value=3, unit="us")


@pytest.mark.parametrize(
    ("measure", "ratio", "is_missed"),
    [
        (FAST, 2, False),
        (SLOW, 5, True),
        (GAIN, 3, False),
        (NO_GAIN, 1.5, True),
        (COUNT, None, True),
        (SHOWN, None, False),
    ],
    ids=lambda it: getattr(it, "name", ""),
)
def test_a_limit_is_missed_on_its_own_side(measure, ratio, is_missed):
    assert (measure.ratio, measure.is_missed) == (ratio, is_missed)


def test_the_table_says_what_is_missed():
    lines = table([FAST, SLOW, GAIN]).splitlines()

    assert [("MISSED" in line) for line in lines] == [False, False, True, False]
    assert "at least 2" in lines[3]


def test_other_programs_can_read_the_results(tmp_path):
    write([GAIN, SHOWN], tmp_path / "new/results.json")

    first, second = json.loads((tmp_path / "new/results.json").read_text("utf-8"))
    assert first == {
        "name": "gain",
        "value": 1,
        "peer": 3,
        "limit": "at least 2",
        "ratio": 3,
        "unit": "ms",
    }
    assert (second["peer"], second["limit"], second["ratio"]) == (None, None, None)


def test_a_fresh_start_says_its_own_seconds():
    start = FreshStart([sys.executable, "-c", "print(0.25)"], {})

    assert medians({"start": start}, rounds=2) == {"start": 0.25}


@pytest.mark.parametrize("peer", ["portal", "bare_chalice"])
def test_every_peer_gives_the_answer_that_is_measured(peer):
    command = [sys.executable, "-m", f"benchmarks.peers.{peer}"]
    with Player(command, of_function(), times=2) as player:
        assert player() > 0


@pytest.mark.parametrize("kind", ["ours", "botocore"])
def test_the_request_to_the_table_is_answered_from_memory(kind):
    command = [sys.executable, "-m", "benchmarks.peers.reads", kind]
    with Player(command, of_function(), times=2) as player:
        assert player() > 0


def test_the_zip_of_chalice_holds_the_portal_as_sources(tmp_path):
    add_portal(tmp_path)

    with ZipFile(chalice_zip.make(str(tmp_path))) as archive:
        names = archive.namelist()

    assert {"app.py", "chalicelib/settings.py", "chalice/app.py"} <= {*names}
    assert [it for it in names if it.endswith(".pyc")] == []


def test_what_has_no_wheel_is_not_built_for_the_zip_of_chalice(tmp_path):
    with pytest.raises(SystemExit, match="source-only"):
        chalice_zip.WheelsOnly(OSUtils())._download_sdists({"source-only"}, str(tmp_path))


def test_nothing_that_python_compiles_is_kept_for_the_next_start(tmp_path):
    (tmp_path / "app.py").write_text("")
    keep_nothing_in(tmp_path)
    start = FreshStart([sys.executable, "-I", ROOT / "benchmarks/starts/package.py", tmp_path], {})

    assert start() > 0
    assert list(tmp_path.rglob("*.pyc")) == []
