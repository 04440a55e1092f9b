"""Whatever parents, colleagues and nights do one after the other, the books stay right.

Each step is done by the portal and by hand (`histories`), and both must say the same. `make test`
tries some histories, `make test-long` many; what fails is printed with the seed to have it again:
`pytest tests/bookings/test_histories.py --hypothesis-seed=<seed>`.
"""

import os
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from chalicelib.bookings import asking, cancelling, following, waiting
from chalicelib.bookings.asking import Asking
from chalicelib.bookings.model import NothingToCancel, PartOfDay, Wanted
from chalicelib.contracts.changes import Terms
from chalicelib.credits import expiring
from chalicelib.credits import service as ledger
from chalicelib.credits.model import open_after
from chalicelib.credits.store import CreditStore
from chalicelib.days import service as days
from chalicelib.days.model import DayRef, RequestState
from chalicelib.occupancy import service as occupancy
from chalicelib.occupancy.model import AbsenceReason
from chalicelib.occupancy.retrying import pausing_with
from chalicelib.once.service import as_often_as_asked
from chalicelib.outbox.model import Errand
from chalicelib.planning import service as planning
from chalicelib.planning import working
from chalicelib.planning.tasks import AgreedTask, MonthTask
from chalicelib.policies.model import (
    Unit,
)
from tests.bookings import histories
from tests.bookings.builders import (
    a_child_in_care,
    anna_of,
    approve,
    cancel,
    decide_at_once,
    decline,
    fill,
    give_credit,
    withdraw,
)
from tests.bookings.histories import HOURS
from tests.bookings.situations import TODAY, a_contract
from tests.bookings.small_group import (
    AMSTERDAM,
    CHILDREN,
    CLOSED,
    DAYS,
    MONTHS,
    PLACES,
    WEEKDAYS,
    close,
    outcome_of,
    rules,
)
from tests.builders import LADYBIRDS, ORGANISATION, a_planner, an_organisation
from tests.conftest import an_empty_aws
from tests.credits.builders import a_grant
from tests.faults import place

a_child = some.sampled_from(CHILDREN)
a_day = some.sampled_from(DAYS[5:13])


@dataclass(frozen=True)
class World:
    """An organisation with a small group, and families whose children come to it."""

    families: list
    kept: place.Kept


@pytest.fixture(autouse=True)
def aws():
    """That of the whole module: each history puts it back."""


@pytest.fixture(autouse=True)
def organisation():
    """Idem."""


@pytest.fixture(scope="module")
def world():
    with an_empty_aws(), pausing_with(lambda _: None):
        an_organisation(groups=(replace(LADYBIRDS, places=PLACES),))
        close(*CLOSED)
        decide_at_once(rules())
        families = [
            a_child_in_care(f"{at:06}", weekdays=weekdays) for at, weekdays in enumerate(WEEKDAYS)
        ]
        fill(*DAYS)
        yield World(families, place.keep())


class Histories(RuleBasedStateMachine):
    world: World

    @initialize()
    def begin(self):
        place.put_back(self.world.kept)
        self.tick, self.agreed = 0, {}
        self.hand = histories.Group(
            [histories.Child([(date.min, frozenset(it))], CLOSED) for it in WEEKDAYS],
            PLACES,
            TODAY,
        )

    @property
    def now(self) -> datetime:
        """Ten in the morning, and a second later with every step."""
        at = datetime.combine(self.hand.today, time(10), AMSTERDAM)
        return at + timedelta(seconds=self.tick)

    def step(self) -> None:
        self.tick += 1

    def child_id(self, at: int) -> str:
        return self.world.families[at].children[0].child_id

    @rule(at=a_child, day=a_day, or_wait=some.booleans())
    def ask(self, at, day, or_wait):
        self._ask(at, day, None, or_wait=or_wait)

    @rule(at=a_child, day=a_day, gives=a_day, or_wait=some.booleans())
    def exchange(self, at, day, gives, or_wait):
        self._ask(at, day, gives, or_wait=or_wait)

    def _ask(self, at, day, gives, *, or_wait):
        self.step()
        family = self.world.families[at]
        ref = DayRef(gives, LADYBIRDS.group_id) if gives else None
        promised = self._offer(at, day, ref)
        told = outcome_of(
            lambda: asking.ask(
                caller=anna_of(family),
                child_id=self.child_id(at),
                asking=Asking(Wanted(day, gives=ref), or_wait=or_wait),
                once=as_often_as_asked(),
                now=self.now,
            )
        )
        assert told == self.hand.ask(at, day, gives, or_wait=or_wait)
        if told in set(RequestState):
            assert self.book(at).entry(day).request.payment == promised

    def _offer(self, at, day, ref):
        """Return how it would be paid, as the parent sees it before pressing."""
        (outlook,) = asking.look_at_days(
            caller=anna_of(self.world.families[at]),
            child_id=self.child_id(at),
            first=day,
            last=day,
            part=PartOfDay.CONTRACT,
            group_id=None,
            gives=ref,
            now=self.now,
        )
        return outlook.offer.options[0].payment if outlook.offer else None

    @rule(at=a_child, day=a_day)
    def cancel(self, at, day):
        self.step()
        family = self.world.families[at]
        quoted = cancelling.quote_cancelling(
            caller=anna_of(family),
            family_id=family.family_id,
            wanted=cancelling.Absences([self.child_id(at)], [day], AbsenceReason.HOLIDAY),
            now=self.now,
        )
        by_hand = self.hand.cancel(at, day)
        try:
            ((done,),) = [it.days for it in cancel(family, day, now=self.now)]
        except NothingToCancel:
            assert by_hand == "NothingToCancel"
            assert not quoted[0].days
        else:
            earned = getattr(done.outcome, "amount", 0)
            assert (bool(earned), done.comes_back) == (
                by_hand == "earned",
                by_hand == "comes back",
            )
            assert repr(quoted[0].days) == repr([done])  # no refusal equals another, but its words
        self.follow()

    @rule(at=a_child, day=a_day)
    def withdraw(self, at, day):
        self.step()
        told = outcome_of(lambda: withdraw(self.world.families[at], day, now=self.now))
        assert told == self.hand.withdraw(at, day)
        self.follow()

    @precondition(lambda self: self.pending())
    @rule(data=some.data(), approves=some.booleans())
    def decide(self, data, approves):
        self.step()
        at, day = data.draw(some.sampled_from(self.pending()))
        request = self.book(at).entry(day).request
        decide = approve if approves else decline
        told = outcome_of(lambda: decide(request, now=self.now))
        assert told == self.hand.decide(at, day, approves=approves)
        self.follow()

    def pending(self) -> list[tuple[int, date]]:
        return [
            (at, day)
            for at, child in enumerate(self.hand.children)
            for day, it in sorted(child.asked.items())
            if it.is_pending
        ]

    @rule(day=a_day)
    def places_are_filled(self, day):
        self.step()
        waiting.fill_day(
            organisation_id=ORGANISATION, group_id=LADYBIRDS.group_id, day=day, now=self.now
        )
        self.hand.fill(day)
        self.follow()

    @rule(nights=some.integers(1, 3))
    def time_goes_by(self, nights):
        self.step()
        self.hand.today = min(self.hand.today + timedelta(days=nights), DAYS[-3])
        errand = Errand(ORGANISATION, "credits", {"children": list(map(self.child_id, CHILDREN))})
        expiring.expire_children(errand, self.now)
        waiting.let_old_ones_lapse(organisation_id=ORGANISATION, now=self.now)
        for child in self.hand.children:
            child.expire(self.hand.today)
        self.hand.lapse()
        self.follow()

    @rule(at=a_child, hours=some.sampled_from(["3", "5.5", "10.5"]), days=some.integers(0, 20))
    def a_credit_is_imported(self, at, hours, days):
        self.step()
        today, until = self.hand.today, self.hand.today + timedelta(days=days)
        grant = a_grant(
            f"imported-{self.tick:05}",
            hours=hours,
            earned_on=today,
            usable_from=today,
            usable_until=until,
        )
        give_credit(self.world.families[at], grant)
        self.hand.children[at].credits.append(histories.Credit(Decimal(hours), until, today))
        self.follow()

    @rule(at_once=some.booleans(), mixes=some.booleans())
    def the_rules_change(self, at_once, mixes):
        self.step()
        self.hand.at_once, self.hand.mixes = at_once, mixes
        decide_at_once(rules(at_once=at_once, mixes=mixes), now=self.now)

    @rule(
        at=a_child,
        weekdays=some.sets(some.integers(0, 4), min_size=1, max_size=3),
        later=some.booleans(),
    )
    def a_contract_changes(self, at, weekdays, later):
        self.step()
        day = self.hand.today + timedelta(days=7 if later else 1)
        agreed, ends = self.contract(at), self.hand.children[at].ends
        if day <= agreed.start or (ends and day > ends):
            return
        terms = Terms.of(a_contract(weekdays=weekdays))
        planning.change_contract(
            caller=a_planner(),
            child_id=self.child_id(at),
            contract_id=agreed.contract_id,
            terms=terms,
            start=day,
            now=self.now,
        )
        self.hand.children[at].weekdays.append((day, frozenset(weekdays)))
        self.contracts_have_changed(at)

    @rule(at=a_child, nights=some.integers(1, 10), goes_on=some.booleans())
    def a_contract_ends(self, at, nights, goes_on):
        """Or goes on after all, as long as it has not ended yet."""
        self.step()
        child = self.hand.children[at]
        until = None if goes_on else self.hand.today + timedelta(days=nights)
        if child.ends and child.ends < self.hand.today:
            return
        planning.set_ending(
            caller=a_planner(),
            child_id=self.child_id(at),
            contract_id=self.contract(at).contract_id,
            until=until,
            now=self.now,
        )
        self.hand.end(at, until)
        self.contracts_have_changed(at)

    def contract(self, at):
        return [it for it in self.book(at).contracts if it.has_days][-1]

    def contracts_have_changed(self, at):
        self.agreed = {it: self.hand.taken(it) for it in DAYS}
        working.reconcile(
            MonthTask(LADYBIRDS.group_id, MONTHS[0]), organisation_id=ORGANISATION, now=self.now
        )
        self.follow(at)

    def follow(self, *those):
        """Let days and credits follow contracts, of these children or of all that have ended."""
        ended = [at for at in CHILDREN if self.hand.children[at].ends]
        for at in dict.fromkeys([*those, *ended]):
            task = AgreedTask(self.hand.today, {self.child_id(at): {}})
            following.follow_contracts(task, organisation_id=ORGANISATION, now=self.now)
            self.hand.follow(at)

    @invariant()
    def days_of_the_group_are_those_of_the_children(self):
        """And never more come than there are places, unless contracts say so."""
        born = {it.children[0].child_id: it.children[0] for it in self.world.families}
        months = days.presences_by_day(born, DAYS, organisation_id=ORGANISATION, now=self.now)
        wanted = [(LADYBIRDS.group_id, day) for day in DAYS]
        there = occupancy.group_days(wanted, organisation_id=ORGANISATION, now=self.now)
        for key, group_day in there.items():
            own = [it for days_of_child in months.values() for it in days_of_child.get(key, ())]
            assert sorted(own, key=lambda it: it.order) == list(group_day.presences)
            assert group_day.taken == self.hand.taken(key[1])
            assert group_day.taken <= max(PLACES, self.agreed.get(key[1], 0))

    @invariant()
    def every_request_is_paid_once_and_as_it_was_by_hand(self):
        for at, child in enumerate(self.hand.children):
            requests = {it.day: it for it in self.book(at).requests}
            assert {day: it.state.value for day, it in requests.items()} == {
                day: it.state for day, it in child.asked.items()
            }
            for day, request in requests.items():
                paid, by_hand = request.payment, child.asked[day]
                assert paid.hours == HOURS
                assert paid.invoice_hours == by_hand.by_invoice
                assert paid.credit_hours == sum(by_hand.by_credit.values())
                assert paid.credit_hours == sum(it.amount for it in paid.uses)
                assert bool(paid.exchanged_hours) == bool(by_hand.gives)

    @invariant()
    def what_is_left_is_the_sum_of_the_ledger(self):
        for at, child in enumerate(self.hand.children):
            child_id, today = self.child_id(at), self.hand.today
            open_ = ledger.open_of([child_id], organisation_id=ORGANISATION)[child_id]
            page = CreditStore(ORGANISATION).ledger(child_id, limit=1000, after=None)
            again = open_after(child_id, page.items[::-1])
            assert [(it.grant, it.left) for it in again.credits] == [
                (it.grant, it.left) for it in open_.credits
            ]
            assert all(it.left > 0 for it in open_.credits)
            assert open_.balance(Unit.HOURS, today) == child.balance(today)

    def book(self, at):
        child_id = self.child_id(at)
        return days.books_of([child_id], MONTHS, organisation_id=ORGANISATION)[child_id]


def play(world: World, histories: int, steps: int) -> None:
    class InThisWorld(Histories):
        pass

    InThisWorld.world = world
    run_state_machine_as_test(
        InThisWorld,
        settings=settings(
            max_examples=histories,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_books_are_right_after_each_step_of_a_few_histories(world):
    play(world, 6, 20)


@pytest.mark.long
def test_books_are_right_after_each_step_of_many_histories(world):
    play(world, int(os.environ.get("PORTAL_HISTORIES") or "12"), 50)
