"""How long one request takes, once the API has started."""

import sys
from contextlib import ExitStack
from pathlib import Path

from benchmarks.environment import of_function
from benchmarks.measures import Measure
from benchmarks.rounds import Player, medians

PEERS = Path(__file__).parent / "peers"
PYTHON_OF_PEERS = PEERS / ".venv/bin/python"
TIMES = 200  # of each work in one turn: long enough for the processor's clock


def routes(rounds: int, python_of_peers: Path = PYTHON_OF_PEERS) -> list[Measure]:
    """Return a typed route for parents, against the least Chalice can do and against FastAPI."""
    fastapi = [str(python_of_peers), "-m", "benchmarks.peers.fastapi_mangum"]
    seconds = _play(
        {
            "ours": [sys.executable, "-m", "benchmarks.peers.portal"],
            "bare": [sys.executable, "-m", "benchmarks.peers.bare_chalice"],
            "plain": fastapi,
            "async": [*fastapi, "async"],
        },
        rounds=rounds,
    )
    ours = seconds["ours"] * 1e6
    return [
        Measure(
            name="typed route for parents; peer: bare Chalice",
            value=ours,
            peer=seconds["bare"] * 1e6,
            unit="us",
            limit=4,
        ),
        Measure(
            name="typed route for parents; peer: FastAPI, pydantic and Mangum",
            value=ours,
            peer=seconds["plain"] * 1e6,
            unit="us",
            limit=20,
            is_gain=True,
        ),
        Measure(
            name="typed route for parents; peer: the same, all of it async",
            value=ours,
            peer=seconds["async"] * 1e6,
            unit="us",
            is_gain=True,
        ),
    ]


def reads(rounds: int) -> list[Measure]:
    """Return the request that every route makes, against the same by botocore alone."""
    command = [sys.executable, "-m", "benchmarks.peers.reads"]
    kinds = ("ours", "botocore")
    seconds = _play({kind: [*command, kind] for kind in kinds}, rounds=rounds)
    return [
        Measure(
            name="session and access from DynamoDB, answer from memory; peer: botocore",
            value=seconds["ours"] * 1e6,
            peer=seconds["botocore"] * 1e6,
            unit="us",
        )
    ]


def _play(commands: dict[str, list[str]], *, rounds: int) -> dict[str, float]:
    with ExitStack() as stack:
        players = {
            name: stack.enter_context(Player(command, of_function(), times=TIMES))
            for name, command in commands.items()
        }
        return medians(players, rounds=rounds)
