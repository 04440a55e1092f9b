"""What should be so, kept by hand: children with a contract, one group, whole days of 10.5 hours.

It knows no table, no transactions and none of the portal's rules; it is written from what parents
are told.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

HOURS = Decimal("10.5")
AHEAD = timedelta(days=2)  # at ten, a day that begins in 24 hours is the one after tomorrow
LASTS = timedelta(days=7)  # a credit, after the day on which it was earned
ASKED, WAITING = "requested", "waiting"


@dataclass
class Asked:
    """What was asked for a day: paid by credits (how much of which), money, or a given day."""

    state: str
    by_credit: dict[int, Decimal] = field(default_factory=dict)
    by_invoice: Decimal = Decimal(0)
    gives: date | None = None
    gave_request: bool = False
    is_absent: bool = False
    number: int = 0

    @property
    def comes(self) -> bool:
        return self.state == "granted" and not self.is_absent

    @property
    def is_pending(self) -> bool:
        return self.state in {ASKED, WAITING}


@dataclass
class Credit:
    """`until` is its own last day: it may end earlier, with the contract."""

    left: Decimal
    until: date
    since: date

    def last_day(self, ends: date | None) -> date:
        return min(self.until, ends) if ends and self.since <= ends else self.until


@dataclass
class Child:
    """`weekdays` with the day from which they hold, the newest last; `ends` is the last of all.

    On days that are `closed` nobody comes; by contract they can be given up all the same.
    """

    weekdays: list[tuple[date, frozenset[int]]]
    closed: frozenset[date] = frozenset()
    ends: date | None = None
    away: set[date] = field(default_factory=set)
    asked: dict[date, Asked] = field(default_factory=dict)
    credits: list[Credit] = field(default_factory=list)

    def has_contract(self, day: date) -> bool:
        return self.ends is None or day <= self.ends

    def is_agreed(self, day: date) -> bool:
        agreed = [days for since, days in self.weekdays if since <= day]
        return self.has_contract(day) and day.weekday() in agreed[-1]

    def why_never(self, day: date) -> str | None:
        if not self.has_contract(day):
            return "NoContractThatDay"
        return "ClosedDay" if day in self.closed else None

    def has_by_contract(self, day: date) -> bool:
        """Tell whether it comes, or would if it were not closed, and has not given the day up."""
        return self.is_agreed(day) and day not in self.away

    def by_contract(self, day: date) -> bool:
        return self.has_by_contract(day) and day not in self.closed

    def by_request(self, day: date) -> bool:
        return day in self.asked and self.asked[day].comes

    def comes(self, day: date) -> bool:
        return self.by_contract(day) or self.by_request(day)

    def can_give(self, day: date) -> bool:
        return self.has_by_contract(day) or self.by_request(day)

    def balance(self, today: date) -> Decimal:
        return sum((it.left for it in self.credits if self.last_day(it) >= today), Decimal(0))

    def last_day(self, credit: Credit) -> date:
        return credit.last_day(self.ends)

    def expire(self, today: date) -> None:
        for it in self.credits:
            if self.last_day(it) < today:
                it.left = Decimal(0)

    def payment(self, day: date, today: date, *, mixes: bool) -> dict[int, Decimal]:
        """Return what credits pay of the day, what expires first first; nothing if not enough."""
        usable = [
            at
            for at, it in enumerate(self.credits)
            if it.left and it.since <= day <= self.last_day(it) and self.last_day(it) >= today
        ]
        paid, missing = {}, HOURS
        for at in sorted(usable, key=self._order):
            paid[at] = min(self.credits[at].left, missing)
            missing -= paid[at]
            if not missing:
                break
        return paid if mixes or not missing else {}

    def _order(self, at: int) -> tuple[date, date]:
        return self.last_day(self.credits[at]), self.credits[at].since

    def spend(self, uses: dict[int, Decimal], sign: int = -1) -> None:
        for at, amount in uses.items():
            self.credits[at].left += sign * amount


@dataclass
class Group:
    """All children, and the rules of the moment."""

    children: list[Child]
    places: int
    today: date
    at_once: bool = True
    mixes: bool = True
    number: int = 0

    def taken(self, day: date) -> int:
        return sum(it.comes(day) for it in self.children)

    def is_full(self, day: date) -> bool:
        return self.taken(day) >= self.places

    def why_not(self, at: int, day: date, gives: date | None) -> str | None:
        """Return what is against asking, whether there is a place or not."""
        child, asked = self.children[at], self.children[at].asked.get(day)
        if gives == day:
            return "NotTheSameDay"
        if child.comes(day) or (asked and asked.state == "granted"):
            return "DayAlreadyBooked"
        if asked and asked.is_pending:
            return "DayAlreadyAsked"
        if gives and not child.can_give(gives):
            return "GivenDayNotBooked"
        if min(it for it in (day, gives) if it) < self.today + AHEAD:
            return "TooLate"
        return None

    def ask(self, at: int, day: date, gives: date | None, *, or_wait: bool) -> str:
        """Do it as the rules are, and return the state, or what is refused."""
        child = self.children[at]
        why_not = child.why_never(day) or self.why_not(at, day, gives)
        if why_not:
            return why_not
        asked = self.priced(child, day, gives)
        self.number += 1
        asked.number = self.number
        if self.is_full(day):
            if not or_wait:
                return "GroupIsFull"
            asked.state = WAITING
        else:
            child.spend(asked.by_credit)
            if self.at_once:
                self.let_come(child, asked)
        child.asked[day] = asked
        return asked.state

    def priced(self, child: Child, day: date, gives: date | None) -> Asked:
        if gives:
            return Asked(ASKED, gives=gives)
        uses = child.payment(day, self.today, mixes=self.mixes)
        return Asked(ASKED, uses, HOURS - sum(uses.values()))

    def let_come(self, child: Child, asked: Asked) -> None:
        asked.state = "granted"
        if asked.gives is None:
            return
        if child.has_by_contract(asked.gives):
            child.away.add(asked.gives)
        else:
            asked.gave_request = True
            child.asked[asked.gives].is_absent = True

    def cancel(self, at: int, day: date) -> str:
        """Return what it gives: a credit, what was paid, or nothing."""
        child = self.children[at]
        in_time = day >= self.today + AHEAD
        is_worth_it = child.can_give(day) if in_time else child.comes(day)
        if day < self.today or not is_worth_it:
            return "NothingToCancel"
        if child.has_by_contract(day):
            child.away.add(day)
            if in_time:
                child.credits.append(Credit(HOURS, self.today + LASTS, self.today))
            return "earned" if in_time else "nothing"
        if not in_time:
            child.asked[day].is_absent = True
            return "nothing"
        asked = child.asked[day]
        self._give_back(child, asked, "cancelled")
        self._return_given(child, asked)
        return "comes back"

    def withdraw(self, at: int, day: date) -> str:
        asked = self.children[at].asked.get(day)
        if asked is None:
            return "NotFound"
        if not asked.is_pending:
            return "AlreadyDecided"
        self._give_back(self.children[at], asked, "withdrawn")
        return asked.state

    def _give_back(self, child: Child, asked: Asked, state: str) -> None:
        """What has expired meanwhile comes back expired: it does not count any more."""
        if asked.state != WAITING:
            child.spend(asked.by_credit, sign=1)
        asked.state = state

    def _return_given(self, child: Child, asked: Asked) -> None:
        """The given day comes back if there is a place, or what giving it up would have earned."""
        given = asked.gives
        if given is None:
            return
        is_open = given > self.today and given not in child.closed
        has_place = is_open and not child.comes(given) and not self.is_full(given)
        if asked.gave_request:
            before = child.asked[given]
            before.is_absent = not has_place
            if not has_place:
                self._give_back(child, before, "cancelled")
                self._return_given(child, before)
        elif child.is_agreed(given):
            if has_place:
                child.away.remove(given)
            else:
                child.credits.append(Credit(HOURS, self.today + LASTS, self.today))

    def end(self, at: int, until: date | None) -> None:
        """What was to change later is called off."""
        child = self.children[at]
        child.ends = until
        child.weekdays = [it for it in child.weekdays if until is None or it[0] <= until]

    def follow(self, at: int) -> None:
        """What has no contract any more, or is part of it now, is over: paid back, and told."""
        child = self.children[at]
        for day in sorted(child.asked):
            asked = child.asked[day]
            is_over = not child.has_contract(day) and (asked.is_pending or day > self.today)
            if not (asked.is_pending or asked.comes) or not (is_over or child.by_contract(day)):
                continue
            was_granted = asked.comes
            self._take_back(child, asked)
            asked.state = "cancelled" if was_granted else "lapsed"
            if was_granted:
                self._return_given(child, asked)

    def decide(self, at: int, day: date, *, approves: bool) -> str:
        """What a colleague says: deadlines do not count, places do."""
        child = self.children[at]
        asked = child.asked[day]
        if not approves:
            self._take_back(child, asked)
            return asked.state
        why_not = self._why_not_granted(child, day, asked)
        if why_not:
            return why_not
        self._grant(child, day, asked)
        return asked.state

    def fill(self, day: date) -> None:
        """Grant who waits, in order of asking, and send home whose rules do not hold."""
        waiting = [it for it in self.children if day in it.asked and it.asked[day].state == WAITING]
        for child in sorted(waiting, key=lambda it: it.asked[day].number):
            asked = child.asked[day]
            why_not = self._why_not_granted(child, day, asked)
            is_late = min(it for it in (day, asked.gives) if it) < self.today + AHEAD
            if why_not == "GroupIsFull" and not is_late:
                continue
            if why_not or is_late:
                asked.state = "lapsed"
            else:
                self._grant(child, day, asked)

    def lapse(self) -> None:
        for child in self.children:
            for day, asked in child.asked.items():
                if asked.state == WAITING and day < self.today:
                    asked.state = "lapsed"

    def _why_not_granted(self, child: Child, day: date, asked: Asked) -> str | None:
        if child.comes(day):
            return "DayAlreadyBooked"
        if asked.gives and not child.can_give(asked.gives):
            return "GivenDayNotBooked"
        if asked.state == WAITING and self._costs_more(child, day, asked):
            return "PriceChanged"
        return "GroupIsFull" if self.is_full(day) else None

    def _costs_more(self, child: Child, day: date, asked: Asked) -> bool:
        return self.priced(child, day, asked.gives).by_invoice > asked.by_invoice

    def _grant(self, child: Child, day: date, asked: Asked) -> None:
        if asked.state == WAITING:
            now = self.priced(child, day, asked.gives)
            asked.by_credit, asked.by_invoice = now.by_credit, now.by_invoice
            child.spend(asked.by_credit)
        self.let_come(child, asked)

    def _take_back(self, child: Child, asked: Asked) -> None:
        """What the organisation took back can be used for four weeks, if it had expired."""
        if asked.state != WAITING:
            for at, amount in asked.by_credit.items():
                credit = child.credits[at]
                if child.last_day(credit) < self.today:
                    credit.left, credit.until = Decimal(0), self.today + timedelta(days=28)
                credit.left += amount
        asked.state = "declined"
