"""What waits in the outbox, done as the queues' workers do it; and links as people find them."""

import re
from datetime import timedelta

from chalicelib.accounts import sending
from chalicelib.core import clock
from chalicelib.mail import service as mail
from chalicelib.outbox import service as outbox
from chalicelib.outbox.model import CLAIM
from chalicelib.outbox.store import OutboxStore
from tests.builders import ORGANISATION

WORK = {sending.QUEUE: sending.send_asked_link, mail.QUEUE: mail.deliver}


def carry(organisation_id=ORGANISATION):
    """Do the errands of accounts and mail until none is left."""
    now = clock.now()
    while waiting := OutboxStore(organisation_id).put_before(now + timedelta(days=1)):
        for errand in waiting:
            outbox.do(
                WORK[errand.queue],
                organisation_id=organisation_id,
                errand_id=errand.errand_id,
                lasting=CLAIM,
                now=now,
            )


def token_in(message):
    """Return what is behind the # of the link in a mail, the same in text and HTML."""
    text, html = (message.get_body([it]).get_content() for it in ("plain", "html"))
    (token,) = {
        it for part in (text, html) for it in re.findall(r'https://[^#"\s]+#([^\s"<]+)', part)
    }
    return token
