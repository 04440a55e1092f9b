"""Every mail that SES has taken, and what SES would tell of it afterwards."""

import itertools
import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from email.utils import parseaddr
from functools import cached_property
from typing import Any

from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.ses.models import RawMessage, ses_backends

TAGS_HEADER = "X-SES-MESSAGE-TAGS"
# SES tells what became of a mail after it has answered the sender, never before.
LATER_SECONDS = 0.1

Send = Callable[[str], None]


@dataclass(frozen=True)
class Mail:
    """`id` is what SES answered; `to` holds addresses without names."""

    id: str
    at: datetime
    to: tuple[str, ...]
    raw: bytes

    @cached_property
    def message(self) -> EmailMessage:
        return BytesParser(policy=default).parsebytes(self.raw)

    @property
    def subject(self) -> str:
        return str(self.message["Subject"] or "")

    @property
    def tags(self) -> dict[str, str]:
        pairs = str(self.message[TAGS_HEADER] or "").split(",")
        return {
            name.strip(): value.strip()
            for name, equals, value in (pair.partition("=") for pair in pairs)
            if equals
        }

    @property
    def parts(self) -> list[EmailMessage]:
        """Everything in it that is not a container: texts, pictures, attachments."""
        return [it for it in self.message.walk() if not it.is_multipart()]

    def body(self, kind: str) -> str:
        """Return its `html` or `plain` part, or nothing."""
        part = self.message.get_body((kind,))
        return str(part.get_content()) if part else ""


class Mailbox:
    """Keeps whole messages, which is what the portal sends.

    `collect` is called after each request to SES; `send_event` posts to the queue of events.
    """

    def __init__(self, *, region: str, clock: Callable[[], datetime]) -> None:
        self._region = region
        self._clock = clock
        self._mails: list[Mail] = []
        self._lock = threading.Lock()
        self._seen = self._untold = 0
        self.send_event: Send | None = None

    @property
    def mails(self) -> Sequence[Mail]:
        """Newest first."""
        with self._lock:
            return self._mails[::-1]

    @property
    def is_quiet(self) -> bool:
        """Whether SES has told everything."""
        with self._lock:
            return not self._untold

    def find(self, mail_id: str) -> Mail | None:
        return next((it for it in self.mails if it.id == mail_id), None)

    def collect(self) -> None:
        with self._lock:
            sent = ses_backends[DEFAULT_ACCOUNT_ID][self._region].sent_messages[self._seen :]
            self._seen += len(sent)
            new = [_mail(it, self._clock()) for it in sent if isinstance(it, RawMessage)]
            self._mails += new
            if not self.send_event:
                return
            self._untold += len(new)
        for mail in new:
            later = threading.Timer(LATER_SECONDS, self._tell, (self.send_event, mail))
            later.daemon = True
            later.start()

    def _tell(self, send: Send, mail: Mail) -> None:
        try:
            send(json.dumps(event_of(mail)))
        finally:
            with self._lock:
                self._untold -= 1


def _mail(sent: RawMessage, at: datetime) -> Mail:
    addresses = tuple(dict.fromkeys(parseaddr(it)[1] for it in sent.destinations))
    return Mail(sent.id, at, addresses, sent.raw_data.encode())


def event_of(mail: Mail) -> dict[str, Any]:
    """Return what SES publishes; `bounce...@` bounces for good, `complaint...@` complains."""
    what = {
        "messageId": mail.id,
        "timestamp": mail.at.isoformat(),
        "source": str(mail.message["From"]),
        "destination": list(mail.to),
        "tags": {name: [value] for name, value in mail.tags.items()},
    }
    kind, detail = _outcome(mail)
    told = {"timestamp": mail.at.isoformat(), "feedbackId": mail.id, **detail}
    return {"eventType": kind, "mail": what, kind.lower(): told}


def _outcome(mail: Mail) -> tuple[str, dict[str, Any]]:
    bounced = [{"emailAddress": it} for it in mail.to if it.startswith("bounce")]
    if bounced:
        detail = {"bounceType": "Permanent", "bounceSubType": "General"}
        return "Bounce", {**detail, "bouncedRecipients": bounced}
    complained = [{"emailAddress": it} for it in mail.to if it.startswith("complaint")]
    if complained:
        return "Complaint", {"complainedRecipients": complained, "complaintFeedbackType": "abuse"}
    return "Delivery", {"recipients": list(mail.to), "smtpResponse": "250 ok"}


def attachments(mail: Mail) -> list[tuple[int, EmailMessage]]:
    """Return the parts that have a file name, each with its number among all parts."""
    return [(at, it) for at, it in zip(itertools.count(), mail.parts) if it.get_filename()]
