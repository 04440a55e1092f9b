"""Decide about one request: by the rules, or as a colleague said."""

from dataclasses import replace
from datetime import date
from functools import cached_property

from chalicelib.bookings.acting import Actor
from chalicelib.bookings.mails import about_decision, about_taking_back
from chalicelib.bookings.model import Granted, Terms
from chalicelib.bookings.returning import Returned, give_return
from chalicelib.bookings.settling import Settlement
from chalicelib.bookings.situation import Situation
from chalicelib.bookings.store import ListedRequest
from chalicelib.bookings.weighing import (
    Given,
    check_place,
    given_for,
    group_day_without,
    needs_workers,
    policy_name,
)
from chalicelib.core.errors import PortalError
from chalicelib.core.language import Language
from chalicelib.days.model import DayRef, Decision, Request, RequestState
from chalicelib.policies.model import Policy


class Deciding:
    """One request in one situation. Each way it can go is planned as a whole in a settlement."""

    def __init__(
        self, situation: Situation, terms: Terms, actor: Actor, *, gives: DayRef | None
    ) -> None:
        self._situation = situation
        self._terms = terms
        self._actor = actor
        self._given: Given | None = given_for(situation, gives) if gives else None

    @cached_property
    def policy(self) -> Policy:
        return self._situation.policy(self._terms.care_type, self._terms.day)

    def check_place(self, *, by_staff: bool = False) -> None:
        """Insist on a place; a colleague may plan more workers, and is not held to those of now.

        :raises ClosedDay, GroupIsFull, RatioExceeded, BabyLimit, GroupDayNotReady: there is none.
        """
        staffed = needs_workers(self.policy) and not by_staff
        check_place(self._situation, self._terms, given=self._given, staffed=staffed)

    def decision(self, code: str, *, by: str | None, reason: str | None = None) -> Decision:
        group_day = group_day_without(self._situation, self._terms, self._given)
        return Decision(
            at=self._situation.now,
            code=code,
            taken=group_day.places - group_day.free_places(self._terms.slot),
            places=group_day.places,
            by=by,
            policy=policy_name(self.policy),
            reason=reason,
        )

    def grant(
        self, request: Request, settlement: Settlement, *, by: str | None, is_paid: bool = False
    ) -> Request:
        """Let the child come. With `is_paid` its credits were taken when it was asked."""
        how = Granted.IN_ORDER if is_paid else Granted.AT_ONCE
        if request.state is RequestState.WAITING:
            how = Granted.FROM_WAITING
        granted = request.decided(RequestState.GRANTED, self.decision(how, by=by))
        settlement.say(granted)
        settlement.take_place(granted)
        if not is_paid:
            settlement.spend(granted)
        self._tell(granted, settlement)
        return granted

    def put_before_staff(
        self, request: Request, settlement: Settlement, *, decided_on: date | None
    ) -> Request:
        """Let it wait for a decision; its credits are taken now, so that nothing else uses them."""
        settlement.say(request)
        settlement.spend(request)
        settlement.list(ListedRequest(request, self._situation.child.name, decided_on))
        return request

    def let_wait(self, request: Request, settlement: Settlement) -> Request:
        """Let it wait for a place. Nothing is taken: it is paid when there is one.

        The group-day is not written, however many wait. Who came a moment too late for a place
        that was just given back is looked at by the errand.
        """
        waiting = replace(request, state=RequestState.WAITING)
        settlement.say(waiting)
        settlement.list(ListedRequest(waiting, self._situation.child.name))
        settlement.look_again(waiting.group_id, waiting.day)
        return waiting

    def end(
        self,
        request: Request,
        settlement: Settlement,
        *,
        state: RequestState,
        why: PortalError | None = None,
        by: str | None = None,
        reason: str | None = None,
    ) -> Request:
        """Let it be over, declined or lapsed, and give back what it was paid with."""
        decision = self.decision(why.code if why else state.value, by=by, reason=reason)
        facts = dict(why.data) if why else {}
        ended = request.decided(state, replace(decision, facts=facts))
        settlement.say(ended)
        if request.state is RequestState.REQUESTED:
            settlement.give_back(request, by_organisation=True)
        self._tell(ended, settlement)
        return ended

    def take_back(
        self,
        request: Request,
        settlement: Settlement,
        *,
        why: PortalError,
        returned: Returned | None,
    ) -> Request:
        """Let the child come no more on a granted day, and give back all that was given for it."""
        decision = replace(self.decision(why.code, by=None), facts=dict(why.data))
        taken = replace(request.cancelled(), decision=decision)
        settlement.say(taken)
        settlement.leave(request)
        settlement.give_back(request, by_organisation=True)
        if returned:
            give_return(returned, self._situation, settlement)
        child, group = self._situation.child.first_name, self._terms.group.name
        settlement.tell(
            {
                it: about_taking_back(taken, returned, child=child, group=group, language=it)
                for it in Language
            }
        )
        return taken

    def _tell(self, decided: Request, settlement: Settlement) -> None:
        child, group = self._situation.child.first_name, self._terms.group.name
        settlement.tell(
            {it: about_decision(decided, child=child, group=group, language=it) for it in Language}
        )
