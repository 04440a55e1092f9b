"""Everything that a portal does by itself or is asked, once: each job and each route."""

import json
from base64 import b64encode
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import app
from chalicelib.aws import files, queue, secrets
from chalicelib.aws.transactions import Transaction
from chalicelib.core import clock
from chalicelib.credits import service as ledger
from chalicelib.organisations import service as organisations
from chalicelib.outbox.model import Errand
from chalicelib.outbox.store import OutboxStore
from chalicelib.settings import settings
from infra.drawings.pictures import make_picture
from tests.bookings.builders import fill
from tests.browser import Browser
from tests.conftest import NOW, client
from tests.credits.builders import a_grant
from tests.journeys.every_route.promises import ENDPOINTS
from tests.journeys.every_route.town import Town
from tests.journeys.every_route.work import HANDLERS, THE_END
from tests.journeys.every_route.world import HERE, World
from tests.photos.builders import a_picture, told_by_s3

RUN_DAY = NOW + timedelta(days=49)
NEXT_YEAR = NOW + timedelta(days=70)
WANTED = date(2026, 11, 26)
AT_ONCE = {
    "version": 0,
    "effective_from": "2026-11-02",
    "cancelling": {},
    "credits": {},
    "asking": {},
    "deciding": {"extra_days": {"kind": "instant"}, "capacity": "staffed"},
}
QUITE_A_WHILE = timedelta(minutes=10)  # after which an errand is swept
TICK = {
    **dict.fromkeys(("version", "account", "region", "detail-type", "source", "time", "id"), "-"),
    "detail": {},
    "resources": [],
}
A_BOUNCE = {
    "eventType": "Bounce",
    "bounce": {"bounceType": "Permanent"},
    "mail": {
        "destination": ["weg@voorbeeld.example"],
        "tags": {"organisation": [HERE], "letter": ["a-letter"]},
    },
}


def live(browser: Callable[[str], Browser]) -> None:
    """Let a portal be filled, used and billed, by functions that all start cold."""
    town = Town(browser, HERE).build()
    _use(town)
    _import_by_another_name(town)
    clock.start_at(RUN_DAY)
    _bill(town.signed_in("planner"))
    clock.start_at(NEXT_YEAR)
    function("start_expiry", TICK)
    clock.start_at(NEXT_YEAR + QUITE_A_WHILE)
    function("sweep_outbox", TICK)
    _work_off()
    function("note_mail_events", _message(A_BOUNCE))
    clock.start_at(NOW)
    _ask_everything(World(town))


def function(name: str, event: dict[str, Any]) -> Any:
    """Call it in a process that has asked AWS for nothing yet."""
    _start_cold()
    return app.app.handler_map[name](event, None)


def _ask_everything(world: World) -> None:
    for endpoint in ENDPOINTS:
        _start_cold()
        visitor, body = world.who_may(endpoint), world.body(endpoint) or {}
        raw = b"" if endpoint.method == "GET" else json.dumps(body).encode()
        visitor.send(endpoint.method, world.path(endpoint), raw, {})


def _use(town: Town) -> None:
    """Leave something for every worker to do."""
    planner, own = town.signed_in("planner"), town.ids["own"]
    planner.post(f"/staff/imports/{own['import_id']}/run")
    planner.post("/staff/invitations/wave")
    town.signed_in("parent").post(f"/families/{own['family_id']}/exports", {})
    logo = b64encode(make_picture("garden", taken_at=NOW, size=(200, 100))).decode()
    town.signed_in("admin").put("/staff/organisation/logo", {"picture": logo})
    town.browser(HERE).post("/password-resets", {"name": town.email("parent")})
    _photograph(town.signed_in("worker"), own)
    _wait_for_a_day(town, own)


def _import_by_another_name(town: Town) -> None:
    """Import once more what was imported, of a family that has got another name: later."""
    _work_off("imports")
    import_id = town.import_lists("Fam. Van Verre")
    _work_off("imports")
    assert town.signed_in("planner").post(f"/staff/imports/{import_id}/run").status == 202


def _photograph(worker: Browser, own: dict[str, str]) -> None:
    data = a_picture()
    file = {"content_type": "image/jpeg", "size": len(data)}
    asked = {"files": [file], "child_ids": [own["child_id"]], "group_id": own["group_id"]}
    answer = worker.post("/staff/photos/uploads", {**asked, "caption": "Buiten"})
    key = answer.body["uploads"][0]["fields"]["key"]
    client("s3").put_object(Bucket=settings().uploads, Key=key, Body=data)
    function("keep_uploads", _message(told_by_s3(key)))
    function("keep_uploads", _message(told_by_s3(key)))  # once more, when it is gone


def _wait_for_a_day(town: Town, own: dict[str, str]) -> None:
    """Let a child wait until there are workers, and the rules decide; some credit is left."""
    fill(WANTED, group_id=own["group_id"], organisation_id=HERE)
    transaction = Transaction()
    credit = a_grant("large", child_id=own["child_id"], hours="20")
    ledger.plan_credits([credit], organisation_id=HERE, transaction=transaction)
    transaction.commit()
    answers = [town.signed_in("admin").post("/staff/policies/day_care", AT_ONCE)]
    organisations.forget()
    planner, day = town.signed_in("planner"), f"/staff/groups/{own['group_id']}/days/{WANTED}"
    answers.append(planner.put(f"{day}/workers", {"workers": 0}))
    wanted = {"day": WANTED.isoformat(), "or_wait": True}
    asked = town.signed_in("parent").post(f"/children/{own['child_id']}/requests", wanted)
    answers += [asked, planner.put(f"{day}/workers", {"workers": 3})]
    assert asked.body["state"] == "waiting", asked
    assert all(it.status < 300 for it in answers), answers
    _work_off("bookings")
    function("decide_collected_requests", TICK)


def _bill(planner: Browser) -> None:
    """Bill a month with a logo that cannot be drawn, and let it be tried again: later."""
    logo = organisations.configuration_of(HERE, now=RUN_DAY).organisation.house_style.logo_key
    assert logo is not None
    drawn = files.read(logo)
    files.write(logo, b"not a picture", content_type="image/png")
    function("reconcile_days", TICK)
    function("start_due_runs", TICK)
    function("bill_month", {"organisation_id": HERE, "month": "2026-11"})
    _work_off("invoices")
    files.write(logo, drawn, content_type="image/png")
    again = planner.post("/staff/invoice-runs/2026-11/retry")
    assert (again.status, again.body["failed"]) == (201, 2), again


def _work_off(*queues: str) -> None:
    """Do what waits, and what follows from it, as the stream and the queues hand it out."""
    while waiting := _waiting(*queues):
        for errand in waiting:
            function("take_errands", _from_stream(errand))
            body = {"organisation_id": HERE, "errand_id": errand.errand_id}
            assert function(HANDLERS[errand.queue], _message(body)) == {"batchItemFailures": []}


def _waiting(*queues: str) -> list[Errand]:
    found = OutboxStore(HERE).put_before(THE_END)
    return [it for it in found if it.queue in (queues or HANDLERS)]


def _from_stream(errand: Errand) -> dict[str, Any]:
    image = {
        "organisation_id": {"S": errand.organisation_id},
        "errand_id": {"S": errand.errand_id},
        "queue": {"S": errand.queue},
    }
    dynamodb = {
        "ApproximateCreationDateTime": int(NOW.timestamp()),
        "Keys": {},
        "NewImage": image,
        "SequenceNumber": "1",
        "SizeBytes": 1,
        "StreamViewType": "NEW_IMAGE",
    }
    names = dict.fromkeys(("eventID", "eventSource", "eventVersion", "eventSourceARN"), "-")
    record = {**names, "eventName": "INSERT", "awsRegion": "-", "dynamodb": dynamodb}
    return {"Records": [record]}


def _message(body: Any) -> dict[str, Any]:
    return {"Records": [{"messageId": "1", "receiptHandle": "-", "body": json.dumps(body)}]}


def _start_cold() -> None:
    for kept in (secrets.key, secrets._master, queue._url):
        kept.cache_clear()
    organisations.forget()
