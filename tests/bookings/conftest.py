"""The place: an organisation with the Ladybirds, where days are decided at once."""

from datetime import timedelta

import pytest

from chalicelib.mail import service as mail
from chalicelib.outbox.store import OutboxStore
from tests.bookings.builders import decide_at_once
from tests.bookings.situations import NOW
from tests.builders import ORGANISATION, an_organisation


@pytest.fixture(autouse=True)
def organisation(aws):  # noqa: ARG001 - it stands in it
    made = an_organisation()
    decide_at_once()
    return made


@pytest.fixture
def delivered(sent_mails):
    """Deliver what waits in the outbox, and return the mails by addressee."""

    def deliver():
        for errand in OutboxStore(ORGANISATION).put_before(NOW + timedelta(days=1000)):
            if errand.queue == "mail":
                mail.deliver(errand, NOW)
        return {str(it["to"].addresses[0].addr_spec).partition(".")[0]: it for it in sent_mails()}

    return deliver
