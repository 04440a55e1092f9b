"""The OpenAPI document is what the code says, and what OpenAPI says it should be."""

import json

from openapi_spec_validator import OpenAPIV31SpecValidator

import app
from infra import openapi


def test_the_document_is_fresh():
    assert openapi.FILE.read_text(encoding="utf-8") == openapi.text(), "run `make openapi`"


def test_the_document_is_valid():
    OpenAPIV31SpecValidator(openapi.document()).validate()


def test_every_route_is_in_it_with_its_refusals():
    document = json.loads(openapi.text())
    for endpoint in (it for routes in app.ROUTES for it in routes.endpoints):
        operation = document["paths"][endpoint.path][endpoint.method.lower()]
        told = {code for it in operation["responses"].values() for code in it.get("x-codes", [])}
        assert {it.__name__ for it in endpoint.refuses} <= told


def test_every_link_leads_to_an_operation_and_fills_its_whole_path():
    operations = [it for path in openapi.document()["paths"].values() for it in path.values()]
    asked = {
        it["operationId"]: {each["name"] for each in it["parameters"] if each["in"] == "path"}
        for it in operations
    }
    answers = [answer for it in operations for answer in it["responses"].values()]
    links = [link for answer in answers for link in answer.get("links", {}).values()]

    assert {it["operationId"] for it in links} >= {"see_family", "get_export", "change_parent"}
    assert [it for it in links if {*it["parameters"]} != asked[it["operationId"]]] == []


def test_a_link_says_where_the_ids_stand():
    children = openapi.document()["paths"]["/staff/families/{family_id}/children"]

    assert children["post"]["responses"]["201"]["links"]["change_child"]["parameters"] == {
        "family_id": "$request.path.family_id",
        "child_id": "$response.body#/children/0/child_id",
    }


def test_every_day_that_is_sent_says_of_which_years_it_may_be():
    """An annotation of `date` would not; what is refused is in `http/parsing`."""
    document = openapi.document()
    sent = [
        it
        for path in document["paths"].values()
        for operation in path.values()
        for it in (operation["parameters"], operation.get("requestBody", {}))
    ]

    days = [day for it in sent for day in days_in(it, document["components"]["schemas"])]

    assert days
    assert {it.get("pattern") for it in days} == {"^[12][0-9]{3}-"}


def days_in(schema, known):
    """Yield the schema of each day, also of what is referred to."""
    if isinstance(schema, list):
        for each in schema:
            yield from days_in(each, known)
    elif isinstance(schema, dict):
        if schema.get("format") == "date":
            yield schema
        name = schema.get("$ref", "").rpartition("/")[2]
        yield from days_in([known.get(name), *schema.values()], known)


def test_operation_ids_are_unique():
    ids = [
        operation["operationId"]
        for path in openapi.document()["paths"].values()
        for operation in path.values()
    ]
    assert sorted(ids) == sorted(set(ids))
