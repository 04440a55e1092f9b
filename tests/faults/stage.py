"""Where scenarios play: a family, its office, and the workers of the queues."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import msgspec

import app
from chalicelib.aws.transactions import Transaction
from chalicelib.core import clock
from chalicelib.core.callers import Role
from chalicelib.families import service as families
from chalicelib.http.endpoints import Endpoint
from chalicelib.outbox.model import Errand
from chalicelib.outbox.store import OutboxStore
from infra.local.handlers import Handlers
from tests.bookings.builders import MONDAY, THURSDAY, a_contract, contracts, fill
from tests.browser import Answer, Browser, written
from tests.builders import ORGANISATION, an_organisation
from tests.families.builders import ANNA, FAMILY, SAAR
from tests.journeys.every_route.examples import body_for

HANDLERS = Handlers(app.app)
ENDPOINTS = {f"{it.method} {it.path}": it for each in app.ROUTES for it in each.endpoints}
MUCH_LATER = timedelta(days=1000)
WORKERS = {
    "accounts": "send_asked_links",
    "bookings": "decide_by_rules",
    "credits": "expire_credits",
    "exports": "make_archives",
    "imports": "work_on_imports",
    "invoices": "make_invoices",
    "mail": "deliver_letters",
    "planning": "plan_days",
}
# What fields are called, and a value with which something happens; ids are filled in.
GOOD = {
    "day": THURSDAY.isoformat(),
    "month": "2026-11",
    "kind": "photos",
    "place": "everywhere",
    "group_id": "ladybirds",
    "group_ids": ["ladybirds"],
    "location_id": "north",
    "email": "nieuw@voorbeeld.example",
    "text_version": "2026-1",
    "version": 0,
    "care_until": None,
    "old_portal_until": "2026-12-31",
    "birth_date": "2025-03-01",
    "gives": None,
    "pay": None,
    "agreed_price": None,
    "or_wait": False,
}
FRIDAY = THURSDAY + timedelta(days=1)  # the world has asked for the Thursday
Act = Callable[[], Any]


@dataclass
class Stage:
    """`browsers` are all that were ever opened: what they hold is put back as well.

    `ids` are of what is there, by the names they have in paths; `accounts` of who is there.
    """

    http: Any
    browsers: list[Browser] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    accounts: dict[Role, str] = field(default_factory=dict)

    def browser(self) -> Browser:
        browser = Browser(self.http, ORGANISATION)
        self.browsers.append(browser)
        return browser

    def parent(self) -> Browser:
        return self.browser().signed_in(account_id=self.accounts[Role.PARENT])

    def office(self) -> Browser:
        return self.browser().signed_in(account_id=self.accounts[Role.ADMINISTRATOR])

    def carer(self) -> Browser:
        return self.browser().signed_in(account_id=self.accounts[Role.GROUP_WORKER])

    def press(
        self,
        of: str,
        *,
        by: Browser | None = None,
        ids: dict[str, str] | None = None,
        key: str | None = None,
        **what: Any,
    ) -> Callable[[], Answer]:
        """Return what somebody who may does on a page, with a good body but for these fields.

        With a key it is the same request each time.
        """
        endpoint = ENDPOINTS[of]
        visitor, known = by or self._who_may(endpoint), {**GOOD, **self.ids, **(ids or {})}
        names = endpoint.path_params.__struct_fields__
        path = endpoint.path.format(**{name: known[name] for name in names})
        body = body_for(endpoint.body) if endpoint.body else {}
        body = {name: known.get(name, value) for name, value in body.items()} | what
        sent = json.dumps(body).encode()
        headers = {"idempotency-key": key} if key else {}
        return lambda: visitor.send(endpoint.method, path + _query(endpoint, known), sent, headers)

    def do(self, of: str, **what: Any) -> Any:
        """Press it now, and return what the answer says."""
        answer = self.press(of, **what)()
        assert answer.status < 300, (of, answer)
        return answer.body

    def _who_may(self, endpoint: Endpoint) -> Browser:
        if endpoint.who is None:
            return self.browser()
        return self.parent() if Role.PARENT in endpoint.who else self.office()


def a_stage(http: Any) -> Stage:
    """A family with a child in care, a request, a conversation, a photo, and colleagues."""
    stage = Stage(http)
    an_organisation()
    office = stage.browser().signed_in(staff_role=Role.ADMINISTRATOR)
    stage.ids["family_id"] = office.post("/staff/families", FAMILY).body["family_id"]
    of_family = f"/staff/families/{stage.ids['family_id']}"
    child = office.post(f"{of_family}/children", SAAR).body["children"][0]
    anna = office.post(f"{of_family}/parents", ANNA).body["parents"][0]
    stage.ids |= {"child_id": child["child_id"], "parent_id": anna["parent_id"]}
    stage.ids["contract_id"] = f"contract-of-{child['child_id']}"
    stage.accounts = {Role.PARENT: anna["account"]["account_id"]}
    for role in (Role.GROUP_WORKER, Role.PLANNER, Role.ADMINISTRATOR):
        colleague = {"name": "Petra", "email": f"{role}@zonnebloem.example", "language": "nl"}
        wanted = {**colleague, "role": role, "group_ids": ["ladybirds"]}
        stage.accounts[role] = office.post("/staff/colleagues", wanted).body["account_id"]
    contracts(a_contract(child["child_id"]))
    _put_in_group(child["child_id"])
    fill(MONDAY, MONDAY + timedelta(days=1), THURSDAY, FRIDAY)
    stage.ids |= _what_happened(stage)
    return stage


def _what_happened(stage: Stage) -> dict[str, str]:
    asked = stage.do("POST /children/{child_id}/requests")
    question = stage.do("POST /families/{family_id}/conversations", group_id=None)
    photo = stage.do("POST /staff/photos/uploads", child_ids=[stage.ids["child_id"]])
    return {
        "account_id": stage.accounts[Role.PARENT],
        "request_id": asked["request_id"],
        "conversation_id": question["conversation_id"],
        "photo_id": photo["uploads"][0]["photo_id"],
        "import_id": stage.do("POST /staff/imports/uploads")["import_id"],
    }


def _put_in_group(child_id: str) -> None:
    transaction, groups = Transaction(), {child_id: frozenset({"ladybirds"})}
    families.set_groups(groups, organisation_id=ORGANISATION, transaction=transaction)
    transaction.commit()


def _query(endpoint: Endpoint, known: dict[str, str]) -> str:
    fields = msgspec.structs.fields(endpoint.query) if endpoint.query else ()
    needed = {it.encode_name: known[it.encode_name] for it in fields if it.required}
    return f"?{urlencode(needed)}" if needed else ""


def waiting(*queues: str) -> list[Errand]:
    """Return the errands that wait for a worker, of all queues or of some."""
    found = OutboxStore(ORGANISATION).put_before(clock.now() + MUCH_LATER)
    return [it for it in found if not queues or it.queue in queues]


def hand_over(*errands: Errand) -> Any:
    """Give errands of one queue to its worker as one batch; return what it tells SQS."""
    bodies = [{"organisation_id": it.organisation_id, "errand_id": it.errand_id} for it in errands]
    return call(WORKERS[errands[0].queue], messages(*bodies))


def messages(*bodies: Any) -> dict[str, Any]:
    """An event of SQS with these bodies, as JSON unless they are text already."""
    texts = [it if isinstance(it, str) else json.dumps(it) for it in bodies]
    return {
        "Records": [
            {"messageId": f"message-{at}", "receiptHandle": "-", "body": text}
            for at, text in enumerate(texts)
        ]
    }


def changes() -> dict[str, Any]:
    """An event of the stream with all errands that were ever put, as its filter lets through."""
    return {"Records": [_as_told(it.record) for it in written() if _is_new_errand(it.record)]}


def _is_new_errand(record: dict[str, Any]) -> bool:
    return record["eventName"] == "INSERT" and record["dynamodb"]["Keys"]["sk"]["S"] == "ERRAND"


def _as_told(record: dict[str, Any]) -> dict[str, Any]:
    """Lambda gets seconds, not a datetime."""
    moment = record["dynamodb"]["ApproximateCreationDateTime"].timestamp()
    told = {**record["dynamodb"], "ApproximateCreationDateTime": moment}
    return {**record, "dynamodb": told, "eventSourceARN": "-"}


def tick() -> dict[str, Any]:
    names = ("version", "account", "region", "detail-type", "source", "time", "id")
    return {**dict.fromkeys(names, "-"), "detail": {}, "resources": []}


def call(job: str, event: dict[str, Any]) -> Any:
    """Call a handler as Lambda does, and return what it returns."""
    return HANDLERS.call(job, event)


def failures(told: Any) -> set[str]:
    """Return the ids of the messages that come again."""
    return {it["itemIdentifier"] for it in told["batchItemFailures"]}
