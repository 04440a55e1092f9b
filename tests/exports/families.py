"""A family with photos, a parent who wants to take them along, and the workers."""

import json
import random
import zlib
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from chalicelib.accounts.model import Person
from chalicelib.accounts.planning import plan_account
from chalicelib.aws import files
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Role
from chalicelib.core.ids import new_id
from chalicelib.core.language import Language
from chalicelib.families import service as families
from chalicelib.families.model import Family
from chalicelib.outbox.model import Errand
from chalicelib.outbox.store import OutboxStore
from chalicelib.photos.model import Kept, Photo
from chalicelib.photos.store import PhotoStore
from tests.browser import Browser
from tests.builders import ORGANISATION
from tests.conftest import NOW
from tests.exports.builders import MARCH_4TH
from tests.families.builders import a_child, a_family, a_parent


def a_family_of(
    email: str = "anna@example.nl",
    *,
    debtor_number: str = "010203",
    language: Language = Language.NL,
    children: tuple[str, ...] = ("Noor",),
) -> Family:
    """A family whose only parent has an account at this address."""
    family_id = families.family_id_for(debtor_number, organisation_id=ORGANISATION)
    access = {family_id: Role.PARENT}
    transaction = Transaction()
    account_id = plan_account(
        Person(email, "Anna de Vries", language, families=access),
        organisation_id=ORGANISATION,
        transaction=transaction,
        now=NOW,
    )
    transaction.commit()
    anna = a_parent(account_id=account_id, email=email)
    return a_family(debtor_number, parents=(anna,), children=tuple(map(a_child, children)))


def signed_in(browser: Any, family: Family) -> Browser:
    return browser().signed_in(account_id=family.parents[0].account_id)


@cache
def some_bytes(size: int = 3000, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)


def a_photo(
    *child_ids: str,
    data: bytes | None = None,
    taken_at: datetime = MARCH_4TH,
    caption: str = "",
    **what: Any,
) -> Photo:
    """A photo as the job has kept it; for the zip its bytes need be no picture."""
    data = some_bytes() if data is None else data
    photo_id = new_id()
    folder = f"photos/{ORGANISATION}/{photo_id}/0"
    etag = files.write(f"{folder}/original.jpg", data, content_type="image/jpeg")
    crc32 = what.pop("crc32", zlib.crc32(data))
    kept = Kept(folder, "image/jpeg", taken_at, 40, 30, len(data), crc32, etag)
    photo = Photo(photo_id, "ladybirds", child_ids, caption, NOW, "femke", kept=kept)
    transaction = Transaction()
    PhotoStore(ORGANISATION).put(photo, instead_of=None, transaction=transaction)
    transaction.commit()
    return photo


def waiting(queue: str) -> list[Errand]:
    """Return the errands that nobody has done yet."""
    late = NOW + timedelta(days=100)
    return [it for it in OutboxStore(ORGANISATION).put_before(late) if it.queue == queue]


def work(browser: Browser, queue: str = "exports", handler: str = "make_archives") -> int:
    """Let the worker of a queue do what waits for it; return how many errands failed."""
    bodies = [
        json.dumps({"organisation_id": it.organisation_id, "errand_id": it.errand_id})
        for it in waiting(queue)
    ]
    event = browser.client.events.generate_sqs_event(bodies, queue_name=f"kiekeboe-{queue}")
    return len(browser.client.lambda_.invoke(handler, event).payload["batchItemFailures"])


def deliver_mails(browser: Browser) -> int:
    return work(browser, "mail", "deliver_letters")
