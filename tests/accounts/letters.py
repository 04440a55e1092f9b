"""What waits in the outbox, done as the queues' workers do it; and links as people find them."""

import re

from chalicelib.accounts import sending
from chalicelib.core import clock
from chalicelib.mail import service as mail
from chalicelib.outbox import service as outbox
from chalicelib.outbox.model import CLAIM
from chalicelib.settings import settings
from tests.builders import ORGANISATION
from tests.conftest import client

WORK = {sending.QUEUE: sending.send_asked_link, mail.QUEUE: mail.deliver}


def carry(organisation_id=ORGANISATION):
    """Do the errands of accounts and mail, in the order they were put, until none is left."""
    now = clock.now()
    while waiting := sorted(_waiting(), key=lambda item: item["gsi1sk"]["S"]):
        for item in waiting:
            outbox.do(
                WORK[item["queue"]["S"]],
                organisation_id=organisation_id,
                errand_id=item["errand_id"]["S"],
                lasting=CLAIM,
                now=now,
            )


def _waiting():
    items = client("dynamodb").scan(TableName=settings().table, IndexName="gsi1")["Items"]
    return [item for item in items if item["sk"]["S"] == "ERRAND"]


def token_in(message):
    """Return what is behind the # of the link in a mail, the same in text and HTML."""
    text, html = (message.get_body([it]).get_content() for it in ("plain", "html"))
    (token,) = {
        it for part in (text, html) for it in re.findall(r'https://[^#"\s]+#([^\s"<]+)', part)
    }
    return token
