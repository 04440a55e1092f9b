"""What one transaction does to the credits of a child: many things, written once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from chalicelib.core.values import dataclass
from chalicelib.credits import entries
from chalicelib.credits.model import Act, Entry, Grant, Open, Use
from chalicelib.policies.model import Amount


@dataclass(frozen=True)
class Changes:
    """What was open `before`, and the entries that are to come; each method returns one more step.

    Who spends and gives in one transaction makes one of these, and `service.plan` writes it.
    """

    before: Open
    entries: Sequence[Entry] = ()

    @property
    def now(self) -> Open:
        """Return what will be open then."""
        return self.before.after(self.entries) if self.entries else self.before

    def grant(self, *grants: Grant) -> "Changes":
        return self._with(map(entries.granted, grants))

    def spend(self, uses: Iterable[Use], act: Act) -> "Changes":
        """Let the uses of a `Spending` pay a day."""
        return self._with(entries.used(uses, act))

    def give_back(self, uses: Iterable[Use], act: Act, *, by_organisation: bool) -> "Changes":
        """Bring the uses of a day that is undone back to their grants.

        What has expired meanwhile comes back expired, unless the organisation undid the day.
        """
        return self._with(entries.given_back(self.now, uses, act, by_organisation=by_organisation))

    def add(self, grant: Grant, act: Act) -> "Changes":
        """Let a colleague give something."""
        return self._with(entries.added(grant, act))

    def take(self, amount: Amount, act: Act) -> "Changes":
        """Let a colleague take something, of what expires first.

        :raises CorrectionTooLarge: so much is not left.
        """
        return self._with(entries.taken(self.now, amount, act))

    def end(self, left: Mapping[str, Decimal], act: Act, *, on: date | None = None) -> "Changes":
        """Leave only so much of these grants: a contract ended, or has fewer hours from then on."""
        return self._with(entries.ended(self.now, left, act, on=on))

    def move(self, grants: Iterable[Grant], act: Act) -> "Changes":
        """Let these, which are open, end on another day than before."""
        return self._with(entries.moved(self.now, grants, act))

    def expire(self, at: datetime) -> "Changes":
        """Take out what could be used until yesterday at the latest."""
        return self._with(entries.expired(self.now, at=at))

    def _with(self, found: Iterable[Entry]) -> "Changes":
        more = entries.in_sequence(found, self.now)
        return Changes(self.before, (*self.entries, *more))
