"""Take turns: in each round everybody is measured once, so that a busy moment hits all alike.

What is measured is the processor's time, which says less about who else is at work here than the
clock on the wall. The median of the rounds counts.
"""

import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import TracebackType
from typing import IO, Self

ROOT = Path(__file__).parents[1]

Turn = Callable[[], float]  # returns seconds


def medians(turns: Mapping[str, Turn], *, rounds: int) -> dict[str, float]:
    """Return the median of each, in seconds; a first round warms up and does not count."""
    for turn in turns.values():
        turn()
    measured = [{name: turn() for name, turn in turns.items()} for _ in range(rounds)]
    return {name: median(each[name] for each in measured) for name in turns}


@dataclass(frozen=True)
class FreshStart:
    """A program that begins anew at each turn, and prints the seconds that it took."""

    command: Sequence[str | Path]
    environment: Mapping[str, str]

    def __call__(self) -> float:
        done = subprocess.run(  # noqa: S603 - commands of ours
            self.command,
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return float(done.stdout)


class Player:
    """A program that stays: it gets a number, does its work so often, and says the seconds.

    See `turns.take_turns` for its side.
    """

    def __init__(
        self, command: Sequence[str | Path], environment: Mapping[str, str], *, times: int
    ) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - commands of ours
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._times = times

    def __call__(self) -> float:
        """Return the seconds for doing it once.

        :raises RuntimeError: the program has ended instead of answering.
        """
        self._line_in.write(f"{self._times}\n")
        self._line_in.flush()
        said = self._line_out.readline()
        if not said:
            raise RuntimeError(f"{self._process.args!r} ended with {self._process.wait()}")
        return float(said) / self._times

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._line_in.close()
        self._process.wait()
        self._line_out.close()

    @property
    def _line_in(self) -> IO[str]:
        assert self._process.stdin  # noqa: S101 - opened above
        return self._process.stdin

    @property
    def _line_out(self) -> IO[str]:
        assert self._process.stdout  # noqa: S101 - opened above
        return self._process.stdout
