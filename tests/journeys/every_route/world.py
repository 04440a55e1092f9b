"""How to ask a route something that makes sense: its path, its query and its body."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import msgspec

from chalicelib.core.callers import Role
from chalicelib.http.endpoints import Endpoint
from tests.browser import Browser
from tests.journeys.every_route.examples import ANY_TEXT, body_for
from tests.journeys.every_route.town import ASKED, CLOSED, FREE, MONTH, Town
from tests.reports.builders import NOTES

HERE, THERE = "zonnebloem", "madelief"
# What is the same in every organisation, or no id at all.
COMMON = {
    "month": MONTH,
    "day": ASKED.isoformat(),
    "kind": "photos",
    "place": "everywhere",
    "care_type": "day_care",
}
# What fields are called, and a value with which something happens, instead of just any.
GOOD = {
    "location_id": "north",
    "email": "nieuw@voorbeeld.example",
    "text_version": "2026-1",
    "version": 0,
    "care_until": None,
    "old_portal_until": "2026-12-31",
}
TERMS = {
    "days": [{"weekday": 2, "opens": "08:00", "closes": "18:00", "hours": None}],
    "calendar": None,
    "until": None,
}
# Credit before money, in the group of the contract; and not in exchange for anything.
ASKING = {
    "day": FREE.isoformat(),
    "group_id": None,
    "gives": None,
    "pay": None,
    "agreed_price": None,
}
ABSENCE = {"days": ["2026-11-16"]}
REPORT_DAY = {"day": "2026-11-02"}
NEW_RULES = {
    "effective_from": "2026-12-01",
    "cancelling": {"rules": [{"reasons": ["holiday"]}], "public_holidays": True},
    "credits": {"unit": "hours", "caps": [{"kind": "year", "amount": "77", "partly": True}]},
    "asking": {"max_lead": {"count": 3, "unit": "months"}},
}
GOOD_AT: Mapping[str, Mapping[str, Any]] = {
    "PUT /password": {"new": "vier blauwe regenjassen"},
    "POST /families/{family_id}/conversations": {"about": "group"},
    "POST /children/{child_id}/requests": ASKING,
    "GET /children/{child_id}/days": {"first": "2026-11-16", "last": "2026-12-15"},
    "POST /families/{family_id}/absences": ABSENCE,
    "POST /families/{family_id}/absences/quote": ABSENCE,
    "POST /children/{child_id}/contracts/{contract_id}/ending": {"until": "2026-12-31"},
    "POST /staff/children/{child_id}/contracts": TERMS,
    "POST /staff/children/{child_id}/contracts/{contract_id}/changes": TERMS,
    "PUT /staff/opening-calendars/{name}": {
        "closed": [{"first": "2026-12-19", "last": "2027-01-03"}]
    },
    "PUT /staff/photos/{photo_id}": {"version": 1},
    "GET /children/{child_id}/reports/{day}": REPORT_DAY,
    "GET /staff/children/{child_id}/reports/{day}": REPORT_DAY,
    "GET /staff/children/{child_id}/reports/{day}/versions": REPORT_DAY,
    "PUT /staff/children/{child_id}/reports/{day}": {"day": "2026-10-30", "notes": NOTES},
    "POST /staff/children/{child_id}/reports/{day}/publication": {
        "day": "2026-11-01",
        "version": 1,
    },
    "POST /staff/requests/{request_id}/decision": {"decision": "decline"},
    "PUT /staff/organisation": {"version": 1},
    "PUT /children/{child_id}/contacts": {"version": 1},
    "PUT /children/{child_id}/allergies": {"version": 1},
    "POST /staff/conversations/{conversation_id}/closing": {"message_count": 2},
    "POST /staff/children/{child_id}/credits/corrections": {"version": 2},
    "PUT /staff/groups/{group_id}/workers": {"last": "2026-11-30", "weekdays": [0, 3]},
    "DELETE /staff/closing-days/{day}/{place}": {"day": CLOSED.isoformat()},
    "POST /staff/families/{family_id}/parents": {"role": "payer"},
    "PUT /staff/families/{family_id}/parents/{parent_id}": {"version": 0},
    "PUT /staff/colleagues/{account_id}": {"role": "group_worker"},
    "GET /staff/policies/{care_type}/diff": {"older": "0", "newer": "0"},
    "POST /staff/policies/{care_type}": NEW_RULES,
    "POST /staff/policies/{care_type}/drafts": NEW_RULES,
    "POST /staff/policies/{care_type}/dry-run": {**NEW_RULES, "cursor": None},
}


def name_of(endpoint: Endpoint) -> str:
    return f"{endpoint.method} {endpoint.path}"


def _with_word(value: Any, word: str) -> Any:
    """Put the organisation's word where any text would do."""
    match value:
        case dict():
            return {name: _with_word(it, word) for name, it in value.items()}
        case list():
            return [_with_word(it, word) for it in value]
    return word if value == ANY_TEXT else value


def _lists_of(known: Mapping[str, Any]) -> dict[str, Any]:
    request_id = known["request_id"]
    return {
        "group_ids": [known["group_id"]],
        "child_ids": [known["child_id"]],
        "request_ids": [request_id],
        "decisions": [{"request_id": request_id, "decision": "decline", "reason": ANY_TEXT}],
    }


class World:
    """What there is in one organisation to ask for, and who may."""

    def __init__(self, town: Town) -> None:
        self.town = town

    def path(self, endpoint: Endpoint, ids: Mapping[str, str] | None = None, **instead: str) -> str:
        """The path with these ids, or our own; of what there is none, ids of nothing."""
        known = self._known(endpoint, ids) | instead
        names = endpoint.path_params.__struct_fields__
        path = endpoint.path.format(**{it: known.get(it, "nothing-here") for it in names})
        return path + self._query(endpoint, known)

    def body(self, endpoint: Endpoint, ids: Mapping[str, str] | None = None) -> Any:
        """A body that is good, with these ids, or our own; None where none belongs."""
        if endpoint.body is None:
            return None
        known = self._known(endpoint, ids)
        good = known | _lists_of(known) | GOOD | GOOD_AT.get(name_of(endpoint), {})
        whole = {name: good.get(name, it) for name, it in body_for(endpoint.body).items()}
        return _with_word(whole, self.town.word)

    def who_may(self, endpoint: Endpoint) -> Browser:
        """Somebody who may call it."""
        may = endpoint.who
        if may is None:
            return self.nobody()
        return self.town.signed_in("parent" if Role.PARENT in may else "admin")

    def nobody(self) -> Browser:
        visitor: Browser = self.town.browser(self.town.organisation_id)
        return visitor

    def _known(self, endpoint: Endpoint, ids: Mapping[str, str] | None) -> dict[str, Any]:
        own = self.town.ids["own"] if ids is None else ids
        person = {"account_id": own["colleague_id"]} if "colleagues" in endpoint.path else {}
        people = {"account_ids": own.get("account_id", "nothing-here")}
        return {**COMMON, **own, **people, **person, **GOOD_AT.get(name_of(endpoint), {})}

    @staticmethod
    def _query(endpoint: Endpoint, known: Mapping[str, Any]) -> str:
        """What stands after the path when something must."""
        fields = msgspec.structs.fields(endpoint.query) if endpoint.query else ()
        needed = {it.encode_name: known[it.encode_name] for it in fields if it.required}
        return f"?{urlencode(needed)}" if needed else ""
