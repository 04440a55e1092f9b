"""What makes an organisation large: more families, more children, and years of everything."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from chalicelib.aws.transactions import Transaction
from chalicelib.bookings.store import ListedRequest, RequestStore
from chalicelib.core.errors import Busy
from chalicelib.core.periods import Month
from chalicelib.days import service as days_
from chalicelib.days.model import DayEntry
from chalicelib.families.permissions import PermissionKind, imported
from chalicelib.invoices.run_store import RunStore
from chalicelib.invoices.runs import Failure, FamilyState
from chalicelib.photos.store import PhotoStore
from chalicelib.settings import settings
from tests.bookings.builders import a_contract, a_request, contracts
from tests.conftest import NOW, client
from tests.families.builders import a_child, a_family
from tests.journeys.every_route.town import MONTH, Town

MORE_CHILDREN = 4
MORE_FAMILIES = 23
MORE_PHOTOS = 26
YEARS_OF_DAYS = 60
AT_ONCE = 25  # items that DynamoDB writes in one request
YES = {PermissionKind.PHOTOS: imported(PermissionKind.PHOTOS, is_given=True, now=NOW)}


def settle(town: Town) -> None:
    """Let there be something in every list that has to be looked up elsewhere."""
    friend = _another_family(town, "z-friend")
    _photograph(town, "shared", [town.ids["own"]["child_id"], friend])
    transaction = Transaction()
    RunStore(town.organisation_id).move(
        town.ids["other"]["family_id"],
        Month.parse(MONTH),
        FamilyState.SENT,
        FamilyState.FAILED,
        failure=Failure(town.ids["other"]["family_id"], "10003", "Fam. de Wit", "NoAddress"),
        transaction=transaction,
    )
    transaction.commit()


def grow(town: Town) -> None:
    """Let there be much more of everything."""
    friends = [_another_family(town, f"z-more-{it}") for it in range(MORE_FAMILIES)]
    children = [*_more_children(town), town.ids["own"]["child_id"]]
    for number in range(MORE_PHOTOS):
        tagged = [children[number % len(children)], friends[number % len(friends)]]
        _photograph(town, f"more-{number}", tagged)
    for child_id in children:
        _ask_days(town, child_id)
    write(_years(town))


def _another_family(town: Town, name: str) -> str:
    """A family in the group of our own; return its child."""
    group_ids = frozenset({town.group_id("own")})
    child = a_child(name, number=name, group_ids=group_ids, permissions=YES)
    org = town.organisation_id
    family = a_family(name, organisation_id=org, parents=(), children=(child,))
    child_id = family.children[0].child_id
    contracts(a_contract(child_id, group_id=town.group_id("own")), organisation_id=org)
    return child_id


def _more_children(town: Town) -> Iterator[str]:
    office = town.signed_in("admin")
    for number in range(MORE_CHILDREN):
        child = {"number": f"K-{number}", "first_name": "Bo", "last_name": town.word}
        path = f"/staff/families/{town.ids['own']['family_id']}/children"
        added = office.post(path, {**child, "birth_date": "2024-02-29"})
        assert added.status == 201, added
        child_id = added.body["children"][-1]["child_id"]
        contract = a_contract(child_id, group_id=town.group_id("own"))
        contracts(contract, organisation_id=town.organisation_id)
        yield child_id


def _photograph(town: Town, name: str, child_ids: list[str]) -> None:
    org, transaction = town.organisation_id, Transaction()
    photo = PhotoStore(org).get(town.ids["own"]["photo_id"])
    assert photo
    copy = replace(photo, photo_id=name, child_ids=tuple(child_ids))
    PhotoStore(org).put(copy, instead_of=None, transaction=transaction)
    transaction.commit()


def _ask_days(town: Town, child_id: str) -> None:
    """Days that wait for a decision, from 2 December on."""
    org, transaction = town.organisation_id, Transaction()
    contract_id = f"contract-of-{child_id}"
    asked = [
        a_request(
            child_id=child_id,
            day=date(2026, 12, 2) + timedelta(days=number),
            group_id=town.group_id("own"),
            contract_id=contract_id,
        )
        for number in range(6)
    ]
    for request in asked:
        RequestStore(org).add(ListedRequest(request, town.word), transaction=transaction)
    days_.plan_entries(
        child_id,
        {it.day: DayEntry(it) for it in asked},
        organisation_id=org,
        otherwise=Busy(),
        transaction=transaction,
    )
    transaction.commit()


def _years(town: Town) -> Iterator[dict[str, Any]]:
    """Copies of what there is one of, as if it had been so every day or month before."""
    org, own = f"ORG#{town.organisation_id}", town.ids["own"]
    days = [str(NOW.date() - timedelta(days=2 * it)) for it in range(1, YEARS_OF_DAYS)]
    months = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]
    reports = f"{org}#CHILD#{own['child_id']}#REPORTS"
    yield from copies(reports, "2026-11-02", [{"sk": it, "day": it} for it in days])
    versions = [{"sk": f"2026-11-02#v{it:06}"} for it in range(2, 30)]
    yield from copies(f"{reports}#HISTORY", "2026-11-02#v000001", versions)
    invoices = [{"sk": f"{own['family_id']}#{it}"} for it in months]
    yield from copies(f"{org}#INVOICES", f"{own['family_id']}#{MONTH}", invoices)
    yield from copies(f"{org}#RUNS", MONTH, [{"sk": it} for it in months])
    exports = [{"sk": f"EXPORT#{it}"} for it in months]
    pk = f"{org}#FAMILY#{own['family_id']}#EXPORTS"
    yield from copies(pk, f"EXPORT#{own['export_id']}", exports)
    imports = [{"sk": f"{it}.more"} for it in days]
    yield from copies(f"{org}#IMPORTS", own["import_id"], imports)
    yield from copies(*first(f"{org}#CHILD#{own['child_id']}", "ENTRY#"), _entries())
    yield from _conversations(org, own["conversation_id"])


def _entries() -> list[dict[str, str]]:
    return [{"sk": f"ENTRY#2025-06-{it:02}#more"} for it in range(1, 29)]


def _conversations(org: str, conversation_id: str) -> Iterator[dict[str, Any]]:
    pk = f"{org}#CONVERSATION#{conversation_id}"
    messages = [{"sk": f"2025-{it:04}"} for it in range(60)]
    yield from copies(*first(pk, "2"), messages)
    for number in range(22):
        family_id, _, _ = conversation_id.partition(".")
        for suffix, sk in (("", "CONVERSATION"), ("#INBOX", "OWN"), ("#INBOX", "ALL")):
            copy = f"{org}#CONVERSATION#{family_id}.more-{number}{suffix}"
            yield from copies(f"{pk}{suffix}", sk, [{"pk": copy, "gsi1sk": f"2025-{number:04}"}])


def first(pk: str, prefix: str) -> tuple[str, str]:
    """Return the keys of the first item with such a sort key."""
    found = client("dynamodb").query(
        TableName=settings().table,
        KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)",
        ExpressionAttributeValues={":pk": {"S": pk}, ":sk": {"S": prefix}},
    )
    return pk, found["Items"][0]["sk"]["S"]


def copies(pk: str, sk: str, changes: Iterable[dict[str, str]]) -> Iterator[dict[str, Any]]:
    key = {"pk": {"S": pk}, "sk": {"S": sk}}
    item = client("dynamodb").get_item(TableName=settings().table, Key=key)["Item"]
    for change in changes:
        yield item | {name: {"S": value} for name, value in change.items()}


def write(items: Iterable[dict[str, Any]]) -> None:
    puts = [{"PutRequest": {"Item": item}} for item in items]
    for at in range(0, len(puts), AT_ONCE):
        batch = {settings().table: puts[at : at + AT_ONCE]}
        client("dynamodb").batch_write_item(RequestItems=batch)
