"""Letters and errands on their way."""

from datetime import timedelta
from typing import Any

from chalicelib.core import clock
from tests.faults import place
from tests.faults.scenario import scenario
from tests.faults.stage import Act, Stage, call, changes, hand_over, messages, tick, waiting

BOUNCED = {
    "eventType": "Bounce",
    "bounce": {"bounceType": "Permanent"},
    "mail": {
        "destination": ["anna@voorbeeld.example"],
        "tags": {"organisation": ["zonnebloem"], "letter": ["a-letter"]},
    },
}


@scenario("take_errands")
def the_stream_takes_errands_to_their_queues(stage: Stage) -> Act:
    assert stage.ids
    event = changes()
    return lambda: call("take_errands", event)


@scenario("sweep_outbox")
def the_sweep_takes_what_the_stream_has_lost(stage: Stage) -> Act:
    assert stage.ids

    def a_while_later() -> Any:
        place.go_on_at(clock.now() + timedelta(minutes=10))
        return call("sweep_outbox", tick())

    return a_while_later


@scenario("deliver_letters", grows=[place.MAIL])
def a_worker_delivers_letters(stage: Stage) -> Act:
    assert stage.ids
    letters = waiting("mail")
    return lambda: hand_over(*letters)


@scenario("note_mail_events")
def a_bounce_is_noted(stage: Stage) -> Act:
    assert stage.ids
    return lambda: call("note_mail_events", messages(BOUNCED))
