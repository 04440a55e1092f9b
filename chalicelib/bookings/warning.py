"""Parents are told of credits that expire soon, with days that they could still be used for."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from functools import partial

from chalicelib.accounts import service as accounts
from chalicelib.aws.transactions import Transaction
from chalicelib.bookings.acting import Actor
from chalicelib.bookings.filling import errand_to_warn
from chalicelib.bookings.looking import Outlook, outlooks
from chalicelib.bookings.mails import CreditExpires
from chalicelib.bookings.reading import accounts_of_parents, situation_of
from chalicelib.bookings.situation import Situation
from chalicelib.core.errors import NotFound
from chalicelib.core.language import Language
from chalicelib.core.periods import day_of, days_between
from chalicelib.credits import expiring
from chalicelib.credits.warnings import ExpiryWarning, warning_of
from chalicelib.families import service as families
from chalicelib.families.model import family_id_of
from chalicelib.mail import service as mail
from chalicelib.occupancy.retrying import PATIENT, retrying
from chalicelib.occupancy.room import Room
from chalicelib.outbox import service as outbox
from chalicelib.policies.model import Amount

AHEAD = timedelta(days=28)  # where free days are looked for
DAYS = 5  # that are named


def find_expiring(*, organisation_id: str, now: datetime) -> None:
    """Put an errand for every fifty children of whom something expires soon."""
    today = day_of(now)
    for children in expiring.children_to_warn(organisation_id=organisation_id, today=today):
        transaction = Transaction()
        errand = errand_to_warn(children, organisation_id=organisation_id, today=today)
        outbox.put(errand, transaction=transaction, now=now)
        transaction.commit()


def warn_of_expiry(child_ids: Collection[str], *, organisation_id: str, now: datetime) -> None:
    """Write to the parents of each of these children who are to be told now, and were not yet."""
    due = expiring.warnings_of(child_ids, organisation_id=organisation_id, today=day_of(now))
    for warning in due:
        retrying(partial(_warn, warning.child_id, organisation_id, now), windows=PATIENT)


def _warn(child_id: str, organisation_id: str, now: datetime) -> None:
    """Look at everything together, and tell it once: whoever spends meanwhile makes it look again.

    :raises Busy: somebody spends or gives credits of the child at this moment.
    """
    actor, today = Actor(organisation_id), day_of(now)
    try:
        family = families.get_family(family_id_of(child_id), organisation_id=organisation_id)
        child = family.child(child_id)
    except NotFound:  # it has left
        return
    ahead = list(days_between(today + timedelta(days=1), today + AHEAD))
    situation = situation_of(family, child, ahead, actor=actor, now=now)
    warning = warning_of(situation.credits, today=today)
    to = accounts_of_parents(family, today)
    if warning is None or not to:
        return
    found = accounts.addressees_of(to, organisation_id=organisation_id, at_hand=actor.at_hand)
    free, transaction = _free_days(situation, ahead), Transaction()
    for addressee in found.values():
        written = _mail(situation, warning, free, addressee.language)
        letter = written.to(addressee, organisation_id=organisation_id)
        mail.post(letter, transaction=transaction, now=now)
    expiring.plan_warned(warning, organisation_id=organisation_id, transaction=transaction)
    transaction.commit(attempts=1)


def _free_days(situation: Situation, ahead: list[date]) -> list[date]:
    """Return the first days on which there is room, and which credit can pay."""
    usable = [it.day for it in outlooks(situation, ahead) if _can_be_had(it)]
    return usable[:DAYS]


def _can_be_had(outlook: Outlook) -> bool:
    offer = outlook.offer
    return (
        offer is not None
        and offer.room is not Room.FULL
        and any(it.payment.uses for it in offer.options)
    )


def _mail(
    situation: Situation, warning: ExpiryWarning, free: list[date], language: Language
) -> CreditExpires:
    credits_ = [
        (Amount(it.left, it.grant.unit).in_words(language), it.grant.usable_until)
        for it in warning.credits
        if it.grant.usable_until
    ]
    return CreditExpires(child=situation.child.first_name, credits=credits_, days=free)
