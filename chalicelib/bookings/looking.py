"""How the days of a child look to somebody who might want one."""

from collections.abc import Iterator, Sequence
from datetime import date

from chalicelib.bookings.model import Offer, PartOfDay
from chalicelib.bookings.situation import Situation
from chalicelib.bookings.weighing import offer_of
from chalicelib.core.errors import PortalError
from chalicelib.core.values import dataclass
from chalicelib.days.model import DayRef


@dataclass(frozen=True)
class Outlook:
    """One day of a child as somebody sees it who might want it: an offer, or what is against it."""

    day: date
    offer: Offer | None
    refusal: PortalError | None


def outlooks(
    situation: Situation,
    days: Sequence[date],
    *,
    part: PartOfDay = PartOfDay.CONTRACT,
    group_id: str | None = None,
    gives: DayRef | None = None,
) -> Iterator[Outlook]:
    """Yield what each day would take, or what is against it."""
    situation.booked(days)
    for day in days:
        try:
            offer = offer_of(situation, day, part=part, group_id=group_id, gives=gives)
        except PortalError as refusal:
            yield Outlook(day, None, refusal)
        else:
            yield Outlook(day, offer, None)
