"""Days of care: the month, letting a day go, exchanging one, and an extra day with its price."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from chalicelib.core.periods import Month
from infra.demo.stage import RUN_DAY, Stage, insist
from infra.demo.visitor import Refused, Visitor

AHEAD = 35  # days that are looked at


def month(stage: Stage) -> None:
    """A parent sees the month, the credits that came along, and keeps contacts up to date."""
    parent, child = stage.people["parent"], stage.found["child"]
    days = parent.get(f"/children/{child}/months/{stage.month.next}")["days"]
    stage.say(f"{len(days)} days in {stage.month.next}")
    ledger = parent.get(f"/children/{child}/credits")
    stage.say(f"{ledger['balance']['hours']} h of credit")
    for first in ledger["credits"][:1]:
        stage.say(f"of it expires first, on {first['usable_until']}: {first['cause']}")
    contacts = parent.get(f"/children/{child}")["contacts"]
    grandma = {"name": "Oma Nguyễn", "relation": "oma", "phone": "06-12345678"}
    wanted = {"emergency": [grandma], "pick_up": [], "version": contacts["version"]}
    parent.put(f"/children/{child}/contacts", wanted)
    code = stage.people["partner"].refused("PUT", f"/children/{child}/contacts", wanted)
    insist(code == "ContactsChanged", f"the slower parent hears {code}")
    stage.say("the other parent's older page does not overwrite the new contact")


def cancelling(stage: Stage) -> None:
    """Days are cancelled: what that gives is shown first, and then given."""
    parent, child = stage.people["parent"], stage.found["child"]
    days = _care_days(stage, from_=stage.today + timedelta(days=2))[2:4]
    body = {"child_ids": [child], "days": days, "reason": "holiday"}
    path = f"/families/{stage.found['family']}/absences"
    shown = parent.post(f"{path}/quote", body)["days"]
    for it in shown:
        stage.say(f"cancelling {it['day']} would give {it['gives']}")
    before = _balance(stage)
    insist(parent.post(path, body)["days"] == shown, "what it gave is not what was shown")
    given = _balance(stage) - before
    insist(given == sum(Decimal(it["credit"]) for it in shown) > 0, f"the balance rose by {given}")
    stage.say(f"the balance was {before} h, and is {_balance(stage)} h")
    stage.portal.settle()
    stage.say(f"mail: {stage.mails_to('ouder28.0')[0]['subject']}")


def exchange(stage: Stage) -> None:
    """A day is exchanged for another, and that is decided at once: both happen or neither."""
    parent, child = stage.people["parent"], stage.found["child"]
    given = _booked(stage, _care_days(stage, from_=stage.today + timedelta(days=2))[0])
    gives = {"day": given["day"], "group_id": given["group_id"]}
    asked_for = f"gives_day={gives['day']}&gives_group_id={gives['group_id']}"
    wanted = next(_offers(stage, asked_for))
    stage.say(f"{given['day']} for {wanted['day']}: {wanted['offer']['options'][0]['told']}")
    body = {"day": wanted["day"], "gives": gives, "agreed_price": 0}
    granted = parent.post(f"/children/{child}/requests", body)
    insist(granted["state"] == "granted", f"the exchange is {granted['state']}")
    stage.say(granted["rule"])
    away, back = (_booked(stage, it) for it in (given["day"], wanted["day"]))
    insist(away["absence"]["exchanged_for"] == wanted["day"], "the given day is still there")
    insist(back["state"] == "granted", f"the month shows {back['state']}")
    stage.portal.settle()
    for address in ("ouder28.0", "ouder28.1"):
        stage.say(f"mail: {stage.mails_to(address)[0]['subject']}")


def exchange_refused(stage: Stage) -> None:
    """A day that is too near cannot be exchanged, and the parent reads why."""
    parent, child = stage.people["parent"], stage.found["child"]
    english = Visitor(stage.portal, parent.slug, "en", dict(parent.cookies))
    given = _booked(stage, _care_days(stage, until=stage.today + timedelta(days=1))[-1])
    gives = {"day": given["day"], "group_id": given["group_id"]}
    wanted = next(_offers(stage))["day"]
    for visitor in (parent, english):
        try:
            visitor.post(f"/children/{child}/requests", {"day": wanted, "gives": gives})
        except Refused as refusal:
            insist(refusal.code == "TooLate", f"it says {refusal.code}")
            stage.say(str(refusal))
        else:
            raise AssertionError(f"{given['day']} was exchanged")


def extra_day(stage: Stage) -> None:
    """An extra day: its price first, then a planner sees what it means and decides."""
    parent, child, planner = stage.people["parent"], stage.found["child"], stage.people["planner"]
    offer = next(_offers(stage))
    stage.say(f"{offer['day']}: {offer['offer']['options'][0]['told']}")
    asked = _ask(stage, offer["day"], price=offer["offer"]["options"][0]["price"])
    code = stage.people["partner"].refused(
        "POST", f"/children/{child}/requests", {"day": offer["day"]}
    )
    insist(code == "DayAlreadyAsked", f"asking twice says {code}")
    named = {"request_ids": [asked["request_id"]]}
    (effect,) = planner.post("/staff/requests/effects", named)["effects"]
    stage.say(
        f"with it {effect['taken_then']} of {effect['places']} places, "
        f"{effect['workers_needed_then']} of {effect['workers']} workers"
    )
    _approve(stage, asked)
    stage.portal.settle()
    states = {it["state"] for it in _month_of(stage, offer["day"]) if it["day"] == offer["day"]}
    insist("granted" in states, f"the month shows {states}")
    insist(parent.get(f"/children/{child}/credits")["entries"], "the ledger says nothing")
    for address in ("ouder28.0", "ouder28.1"):
        stage.say(f"mail: {stage.mails_to(address)[0]['subject']}")


def credit_before_money(stage: Stage) -> None:
    """Credit is spent before money, what expires first; the rest comes on the invoice."""
    whole = Decimal(next(_offers(stage))["offer"]["hours"])
    if _balance(stage) % whole == 0:  # half a day, so that one is paid in both ways
        _spend(stage, next(_offers(stage, "part=morning")), part="morning")
    while _balance(stage) > whole:
        _spend(stage, next(_offers(stage)))
    offer = next(_offers(stage))
    option = offer["offer"]["options"][0]
    stage.say(f"{offer['day']}: {option['told']}")
    insist(Decimal(option["credit_hours"]) == _balance(stage), "credit is left")
    insist(option["price"] > 0, "there is nothing to pay")
    asked = _ask(stage, offer["day"], price=option["price"])
    insist(asked["price"] == option["price"], "it is not the price that was shown")
    insist(_balance(stage) == 0, "the credit was not taken")
    stage.found |= {"extra_day": asked, "open": asked["request_id"]}


def refusals(stage: Stage) -> None:
    """What cannot be is refused with a code and a sentence in the person's language."""
    parent, child = stage.people["parent"], stage.found["child"]
    english = Visitor(stage.portal, parent.slug, "en", dict(parent.cookies))
    for day in (stage.today, _sunday_after(stage.today), date(1999, 2, 28)):
        try:
            english.post(f"/children/{child}/requests", {"day": day.isoformat()})
        except Refused as refusal:
            stage.say(str(refusal))
        else:
            raise AssertionError(f"{day} was taken")
    other = "0" * 32 + ".0123456789"
    insist(parent.refused("GET", f"/children/{other}") == "NotFound", "a child of nobody")


def _offers(stage: Stage, asked_for: str = "") -> Iterator[dict[str, Any]]:
    """Yield the days that can be had and are billed in the next run, with what they take."""
    first, last = stage.today + timedelta(days=3), stage.today + timedelta(days=AHEAD)
    path = f"/children/{stage.found['child']}/days?first={first}&last={last}&{asked_for}"
    for it in stage.people["parent"].get(path.rstrip("&"))["days"]:
        if it["state"] in {"free", "tight"} and date.fromisoformat(it["day"]) <= _billed_until(
            stage
        ):
            yield it


def _billed_until(stage: Stage) -> date:
    month = Month.of(stage.today)
    month = month if stage.today.day <= RUN_DAY else month.next
    return month.first_day.replace(day=RUN_DAY)


def _care_days(stage: Stage, *, from_: date = date.min, until: date = date.max) -> list[str]:
    """Return the days by contract around now on which the child comes."""
    path = f"/children/{stage.found['child']}/months"
    months = (stage.month.previous, stage.month, stage.month.next)
    found = [it for month in months for it in stage.people["parent"].get(f"{path}/{month}")["days"]]
    return [
        it["day"]
        for it in found
        if it["state"] == "contract" and from_ <= date.fromisoformat(it["day"]) <= until
    ]


def _booked(stage: Stage, day: str) -> dict[str, Any]:
    return next(it for it in _month_of(stage, day) if it["day"] == day)


def _month_of(stage: Stage, day: str) -> list[dict[str, Any]]:
    path = f"/children/{stage.found['child']}/months/{day[:7]}"
    days: list[dict[str, Any]] = stage.people["parent"].get(path)["days"]
    return days


def _balance(stage: Stage) -> Decimal:
    ledger = stage.people["parent"].get(f"/children/{stage.found['child']}/credits")
    return Decimal(ledger["balance"]["hours"])


def _ask(stage: Stage, day: str, *, price: int, part: str = "contract") -> dict[str, Any]:
    body = {"day": day, "part": part, "agreed_price": price}
    path = f"/children/{stage.found['child']}/requests"
    asked: dict[str, Any] = stage.people["parent"].post(path, body)
    insist(asked["state"] == "requested", f"it is {asked['state']}")
    return asked


def _spend(stage: Stage, offer: dict[str, Any], *, part: str = "contract") -> None:
    """Have a day that only takes credit."""
    option = offer["offer"]["options"][0]
    insist(option["price"] == 0, "it takes money, and there is credit")
    _approve(stage, _ask(stage, offer["day"], price=0, part=part))
    stage.say(f"{offer['day']}: {option['told']}")


def _approve(stage: Stage, asked: dict[str, Any]) -> None:
    path = f"/staff/requests/{asked['request_id']}/decision"
    granted = stage.people["planner"].post(path, {"decision": "approve"})
    insist(granted["state"] == "granted", "it was not granted")


def _sunday_after(today: date) -> date:
    return today + timedelta(days=14 + (6 - today.weekday()) % 7)
