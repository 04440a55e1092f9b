"""What a scenario is, and what becomes of it with a fault."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from chalicelib.core import clock
from tests.browser import Answer
from tests.falling_over import MachineGone
from tests.faults import place
from tests.faults.injector import Fault, Injector, Kind
from tests.faults.place import Kept, Portrait
from tests.faults.stage import Act, Stage, failures, hand_over, waiting
from tests.faults.turns import Pick, take_turns

PRESSES = 3  # then somebody gives up
AGAIN = timedelta(seconds=10)  # a person presses again
RECORD = "AUDIT"  # who does it twice is on record twice
LONG_AFTER = timedelta(hours=2)  # a message comes again, after the longest claim


@dataclass(frozen=True)
class Scenario:
    """One use case: `begin` arranges it, and returns what is done, perhaps more than once.

    `of` is the route ("PUT /me") or the job ("deliver_letters"). Of the kinds of rows in `grows`
    there may be one more of the same for every try. Who tries again because the answer was lost
    may hear one of `refusals`; then what was to follow, of the kinds in `follows`, does not.
    Rows of the kinds in `anew` are replaced by every try. At the end the workers of `queues` do
    what waits there. What `has_key` is answered the same each time, byte for byte, and nothing
    more is done, nor put on record.
    """

    of: str
    begin: Callable[[Stage], Act]
    refusals: frozenset[str]
    grows: frozenset[str]
    follows: frozenset[str]
    anew: frozenset[str]
    queues: frozenset[str]
    has_key: bool = False

    @property
    def name(self) -> str:
        """Its name is a sentence."""
        return self.begin.__name__.replace("_", " ")

    @property
    def is_job(self) -> bool:
        return " " not in self.of


SCENARIOS: list[Scenario] = []


def scenario(
    of: str,
    *,
    refusals: Iterable[str] = (),
    grows: Iterable[str] = (),
    follows: Iterable[str] = (),
    anew: Iterable[str] = (),
    queues: Iterable[str] = (),
    has_key: bool = False,
) -> Callable[[Callable[[Stage], Act]], Callable[[Stage], Act]]:
    """Add the function below to the list of all scenarios."""

    def add(begin: Callable[[Stage], Act]) -> Callable[[Stage], Act]:
        said = map(frozenset, (refusals, grows, follows, anew, queues))
        SCENARIOS.append(Scenario(of, begin, *said, has_key=has_key))
        return begin

    return add


@dataclass(frozen=True)
class Outcome:
    """How one try ended, for the one who tried."""

    is_done: bool
    refusal: str | None = None
    answer: bytes = field(default=b"", compare=False, repr=False)


@dataclass
class Play:
    """A scenario on its stage: it can be begun again and again at the same point."""

    scenario: Scenario
    stage: Stage
    injector: Injector
    act: Act
    start: Kept
    cookies: list[dict[str, str]]
    requests: list[str]
    wanted: Portrait
    answer: bytes = b""

    @classmethod
    def of(cls, scenario: Scenario, stage: Stage, injector: Injector, empty: Kept) -> "Play":
        """Arrange it once, and look at how it goes when nothing is in the way."""
        place.put_back(empty)
        act = scenario.begin(stage)
        cookies = [dict(it.cookies) for it in stage.browsers]
        play = cls(scenario, stage, injector, act, place.keep(), cookies, [], {})
        play.requests, outcome = play.undisturbed()
        assert outcome == Outcome(is_done=True), (scenario.name, outcome)
        play.answer = outcome.answer
        play.wanted = play.portrait_of_the_end()
        return play

    def undisturbed(self) -> tuple[list[str], Outcome]:
        self.put_back()
        with self.injector.watching() as sent:
            outcome = attempt(self.act)
        return list(sent), outcome

    def portrait_of_the_end(self) -> Portrait:
        for queue in sorted(self.scenario.queues):
            assert failures(hand_over(*waiting(queue))) == set()
        return place.portrait(self.start)

    def faults(self) -> list[Fault]:
        return [
            Fault(at, kind)
            for at, operation in enumerate(self.requests, start=1)
            for kind in Kind
            if kind.strikes(operation)
        ]

    def put_back(self) -> None:
        place.put_back(self.start)
        for browser, cookies in zip(self.stage.browsers, self.cookies, strict=False):
            browser.cookies = dict(cookies)

    def troubles_with(self, fault: Fault) -> list[str]:
        """Do it with the fault, try again as a person or a queue would, and tell what is wrong."""
        self.put_back()
        with self.injector.watching(fault):
            outcome = attempt(self.act)
        if outcome.refusal:
            return [f"was refused at the first try: {outcome.refusal}"]
        return self._told(outcome, tries_anyway=self.scenario.is_job)

    def troubles_when_done_twice(self) -> list[str]:
        self.put_back()
        return self._told(attempt(self.act), tries_anyway=True)

    def troubles_when_two_do_it(self, pick: Pick) -> list[str]:
        """Two do it at once, taking turns; who came to nothing tries again."""
        self.put_back()
        with self.injector.watching():
            outcomes = take_turns(self.injector, [lambda: attempt(self.act)] * 2, pick)
        refusals = {it.refusal for it in outcomes if it.refusal}
        if not refusals <= self.scenario.refusals or len(refusals) == len(outcomes):
            return [f"two at once: {outcomes}"]
        done = next((it for it in outcomes if it.is_done), outcomes[0])
        if self.scenario.has_key and len({it.answer for it in outcomes if it.is_done}) > 1:
            return [f"two answers: {[it.answer for it in outcomes]}"]
        return self._told(done, tries_anyway=self.scenario.is_job)

    def _told(self, outcome: Outcome, *, tries_anyway: bool) -> list[str]:
        for _ in range(PRESSES):
            if outcome.is_done and not tries_anyway:
                break
            tries_anyway = False
            place.go_on_at(clock.now() + (LONG_AFTER if self.scenario.is_job else AGAIN))
            outcome = attempt(self.act)
            if outcome.refusal:
                break
        if not outcome.is_done and outcome.refusal not in self.scenario.refusals:
            return [f"does not get done: {outcome}"]
        if self.scenario.has_key and (troubles := self._troubles_with_the_key(outcome)):
            return troubles
        return self._differences(self.scenario.follows if outcome.refusal else frozenset())

    def _troubles_with_the_key(self, outcome: Outcome) -> list[str]:
        again = attempt(self.act)
        if not again.is_done or again.answer != outcome.answer:
            return [f"another answer: {again}, {again.answer!r}, {outcome.answer!r}"]
        told, wanted = (
            place.without_chance(it.decode(), self.start.text) for it in (again.answer, self.answer)
        )
        return [] if told == wanted else [f"told {told} instead of {wanted}"]

    def _differences(self, follows: frozenset[str]) -> list[str]:
        left_out, grows = follows | self.scenario.anew, self.scenario.grows
        if not self.scenario.has_key:
            grows |= {RECORD}
        wanted, seen = (
            {kind: it for kind, it in each.items() if kind not in left_out}
            for each in (self.wanted, self.portrait_of_the_end())
        )
        return place.differences(wanted, seen, may_grow=grows)


def attempt(act: Act) -> Outcome:
    try:
        told = act()
    except (MachineGone, AssertionError) as gone:
        if isinstance(gone, AssertionError):
            raise
        return Outcome(is_done=False)
    except Exception:  # noqa: BLE001 - Lambda gives it back to the queue, whatever it was
        return Outcome(is_done=False)
    return _outcome(told)


def _outcome(told: Any) -> Outcome:
    if isinstance(told, Answer):
        is_refused = 400 <= told.status < 500
        return Outcome(told.status < 400, told.code if is_refused else None, told.raw)
    failed = isinstance(told, dict) and told.get("batchItemFailures")
    return Outcome(not failed)
