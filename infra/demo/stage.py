"""What all steps of the demo share: the portal, who is there, and what was found."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from chalicelib.core import clock
from chalicelib.core.periods import Month, day_of
from infra.demo.visitor import Visitor
from infra.local.client import LocalPortal

ROOT = Path(__file__).parents[2]
OUTPUT = Path(os.environ.get("DEMO_OUTPUT", ROOT / "demo-output"))
SLUG = "zonnebloem"
RUN_DAY = 20  # on which the coming month is billed


@dataclass
class Stage:
    """`say` tells what a step found; `people` are logged in, by their part in the story."""

    portal: LocalPortal
    say: Callable[[str], None]
    people: dict[str, Visitor] = field(default_factory=dict)
    found: dict[str, Any] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        return clock.now()

    @property
    def today(self) -> date:
        return day_of(self.now)

    @property
    def month(self) -> Month:
        return Month.of(self.today)

    def visitor(self, slug: str = SLUG, **what: Any) -> Visitor:
        return Visitor(self.portal, slug, **what)

    def mails_to(self, address: str) -> list[dict[str, Any]]:
        """Return the mails to an address, newest first."""
        return [mail for mail in self.portal.mails() if address in str(mail["to"])]

    def token_from_mail(self, address: str) -> str:
        """Return the token in the link of the newest mail to an address."""
        text = self.mails_to(address)[0]["text"]
        return str(next(word.partition("#")[2] for word in text.split() if "#" in word))


def insist(is_so: object, what: str) -> None:
    """:raises AssertionError: it is not so."""
    if not is_so:
        raise AssertionError(what)


Step = Callable[[Stage], None]


def play(stage: Stage, steps: Sequence[Step]) -> int:
    """Do the steps in order, print what each found and how long it took; return how many failed.

    After a failure the rest is not tried: each step stands on those before it.
    """
    for number, step in enumerate(steps, start=1):
        title = (step.__doc__ or "").splitlines()[0].rstrip(".")
        print(f"{number:2}. {title}", flush=True)  # noqa: T201 - it is what the demo is for
        began = time.monotonic()
        try:
            step(stage)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the demo has failed
            print(f"    FAILED: {type(error).__name__}: {error}", flush=True)  # noqa: T201
            return 1
        print(f"    {time.monotonic() - began:.1f} s", flush=True)  # noqa: T201
    return 0


@contextmanager
def output_folder() -> Iterator[Path]:
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for old in OUTPUT.iterdir():
        old.unlink()
    yield OUTPUT
