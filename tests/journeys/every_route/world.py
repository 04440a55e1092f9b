"""Two organisations with the same family each, and ids of everything that is in them."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import msgspec

from chalicelib.core.callers import STAFF, Role
from chalicelib.http.endpoints import Endpoint
from tests.bookings.builders import THURSDAY, a_contract, contracts
from tests.browser import Browser
from tests.builders import an_organisation
from tests.families.builders import ANNA, FAMILY, SAAR
from tests.journeys.every_route.examples import body_for

HERE, THERE = "zonnebloem", "madelief"
# What is the same in every organisation, or no id at all.
COMMON = {
    "month": "2026-11",
    "day": THURSDAY.isoformat(),
    "kind": "photos",
    "place": "everywhere",
    "group_id": "ladybirds",
}

# What fields are called, and a value with which something happens, instead of just any.
GOOD = {
    "group_ids": ["ladybirds"],
    "location_id": "north",
    "email": "nieuw@voorbeeld.example",
    "text_version": "2026-1",
    "version": 0,
    "care_until": None,
    "old_portal_until": "2026-12-31",
}
GOOD_AT = {
    "POST /families/{family_id}/conversations": {"group_id": None},
    "PUT /staff/photos/{photo_id}": {"version": 1},
    "PUT /staff/children/{child_id}/reports/{day}": {"day": "2026-11-02"},
    "POST /staff/requests/{request_id}/decision": {"decision": "decline"},
    "PUT /staff/organisation": {"version": 1},
    "PUT /staff/families/{family_id}/parents/{parent_id}": {"version": 1},
}
GRANDFATHER = {**ANNA, "first_name": "Ruud", "email": "ruud@voorbeeld.example", "role": "payer"}


def name_of(endpoint: Endpoint) -> str:
    return f"{endpoint.method} {endpoint.path}"


@dataclass(frozen=True)
class World:
    """`ids` are of things that exist, by the name they have in paths; `accounts` are by role."""

    organisation_id: str
    ids: dict[str, str]
    accounts: dict[Role, str]
    browser: Any

    def path(self, endpoint: Endpoint, **instead: str) -> str:
        """The path with ids of this world; of what it does not have, ids of nothing."""
        names = endpoint.path_params.__struct_fields__
        known = COMMON | self.ids | GOOD_AT.get(name_of(endpoint), {}) | instead
        path = endpoint.path.format(**{it: known.get(it, "nothing-here") for it in names})
        return path + self.query(endpoint)

    def body(self, endpoint: Endpoint) -> dict[str, Any] | None:
        """A body that is good, with ids of this world; None where none belongs."""
        if endpoint.body is None:
            return None
        known = COMMON | self.ids | GOOD | {"child_ids": [self.ids["child_id"]]}
        known |= GOOD_AT.get(name_of(endpoint), {})
        return {name: known.get(name, it) for name, it in body_for(endpoint.body).items()}

    def query(self, endpoint: Endpoint) -> str:
        """What stands after the path when something must."""
        fields = msgspec.structs.fields(endpoint.query) if endpoint.query else ()
        needed = {it.encode_name: COMMON[it.encode_name] for it in fields if it.required}
        return f"?{urlencode(needed)}" if needed else ""

    def as_role(self, role: Role | None) -> Browser:
        """Somebody with this role, or without a session."""
        visitor: Browser = self.browser(self.organisation_id)
        if role is None:
            return visitor
        if role is Role.OPERATOR:
            return visitor.signed_in(staff_role=role)
        return visitor.signed_in(account_id=self.accounts[role])

    def who_may(self, endpoint: Endpoint) -> Browser:
        """Somebody who may call it."""
        may = endpoint.who
        if may is None:
            return self.as_role(None)
        return self.as_role(next(it for it in (Role.PARENT, Role.ADMINISTRATOR) if it in may))


def a_world(browser: Any, organisation_id: str) -> World:
    an_organisation(organisation_id)
    office = browser(organisation_id).signed_in(staff_role=Role.ADMINISTRATOR)
    family_id = office.post("/staff/families", FAMILY).body["family_id"]
    child = office.post(f"/staff/families/{family_id}/children", SAAR).body["children"][0]
    people = [_person(office, family_id, **what) for what in (ANNA, GRANDFATHER)]
    child_id, account_id = child["child_id"], people[0]["account"]["account_id"]
    contracts(a_contract(child_id), organisation_id=organisation_id)
    parent = browser(organisation_id).signed_in(account_id=account_id)
    asked = parent.post(f"/children/{child_id}/extra-days", {"day": COMMON["day"]}).body
    ids = {
        "family_id": family_id,
        "child_id": child_id,
        "parent_id": people[0]["parent_id"],
        "account_id": account_id,
        "request_id": asked["request_id"],
        "conversation_id": _conversation(parent, family_id),
        "import_id": _import(office),
        "photo_id": _photo(office, child_id),
        "session_id": parent.get("/sessions").body["sessions"][0]["session_id"],
    }
    of_family = {Role(it["role"]): it["account"]["account_id"] for it in people}
    of_staff = {role: _colleague(office, role) for role in sorted(STAFF)}
    return World(organisation_id, ids, of_family | of_staff, browser)


def _person(office: Browser, family_id: str, **what: Any) -> Any:
    return office.post(f"/staff/families/{family_id}/parents", what).body["parents"][-1]


def _colleague(office: Browser, role: Role) -> str:
    person = {"name": "Petra", "email": f"{role}@zonnebloem.example", "language": "nl"}
    wanted = {**person, "role": role, "group_ids": [COMMON["group_id"]]}
    account_id: str = office.post("/staff/colleagues", wanted).body["account_id"]
    return account_id


def _conversation(parent: Browser, family_id: str) -> str:
    question = {"about": "office", "subject": "Laarzen", "text": "Zijn ze terecht?"}
    return parent.post(f"/families/{family_id}/conversations", question).body["conversation_id"]


def _import(office: Browser) -> str:
    files = {"files": [{"name": "families.csv", "size": 10}]}
    return office.post("/staff/imports/uploads", files).body["import_id"]


def _photo(office: Browser, child_id: str) -> str:
    files = [{"content_type": "image/jpeg", "size": 1000}]
    wanted = {"group_id": "ladybirds", "files": files, "child_ids": [child_id]}
    return office.post("/staff/photos/uploads", wanted).body["uploads"][0]["photo_id"]
