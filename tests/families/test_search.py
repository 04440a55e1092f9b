"""How the office finds families."""

import pytest

from tests.aws_events import requests_to_the_table
from tests.families.builders import ANNA, FAMILY, SAAR, a_child, a_family, a_parent


def names_of(answer):
    return [it["name"] for it in answer.body["families"]]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", ["Fam. de Vries", "Fam. Yılmaz", "王家"]),
        ("0102", ["Fam. de Vries", "Fam. Yılmaz"]),
        ("010204", ["Fam. Yılmaz"]),
        ("4", []),
        ("yilm", ["Fam. Yılmaz"]),
        ("YILMAZ", ["Fam. Yılmaz"]),
        ("vries", ["Fam. de Vries"]),
        ("de v", ["Fam. de Vries"]),
        ("noor", ["Fam. de Vries"]),
        ("Çağ", ["Fam. Yılmaz"]),
        ("王", ["王家"]),
        ("nobody", []),
        ("%", []),
    ],
)
def test_families_are_found_by_number_and_by_any_name(planner, search, found):
    a_family("010203")
    people = (a_parent("Otis", last_name="Yılmaz"),)
    a_family(
        "010204",
        name="Fam. Yılmaz",
        parents=people,
        children=(a_child("Çağla", last_name="Yılmaz"),),
    )
    a_family("020000", name="王家", parents=(), children=())

    answer = planner.get(f"/staff/families?search={search}")

    assert (answer.status, sorted(names_of(answer))) == (200, sorted(found))


def test_a_family_with_a_new_name_is_not_found_by_the_old_one(planner, family_id):
    changed = {**FAMILY, "name": "Fam. Öz", "version": 0}
    del changed["debtor_number"]
    planner.put(f"/staff/families/{family_id}", changed)

    assert names_of(planner.get("/staff/families?search=yilmaz")) == []
    assert names_of(planner.get("/staff/families?search=oz")) == ["Fam. Öz"]


def test_a_list_by_name_shows_what_has_changed_since_the_name_was_written(planner, family_id):
    path = f"/staff/families/{family_id}"
    (anna,) = planner.post(f"{path}/parents", ANNA).body["parents"]
    planner.post(f"{path}/children", SAAR)

    for search in ("yilmaz", "004711"):
        (listed,) = planner.get(f"/staff/families?search={search}").body["families"]
        parent = {"name": "Anna Yılmaz", "account_id": anna["account"]["account_id"]}
        assert (listed["debtor_number"], listed["parents"]) == ("004711", [parent])
        assert [it["name"] for it in listed["children"]] == ["Saar Yılmaz"]


def all_pages(planner, query=""):
    answer = planner.get(f"/staff/families?{query}")
    families = list(answer.body["families"])
    while answer.body["next"]:
        answer = planner.get(f"/staff/families?{query}&cursor={answer.body['next']}")
        families += answer.body["families"]
    return [it["debtor_number"] for it in families]


def test_a_long_list_comes_in_pages_with_every_family_once(planner):
    numbers = [f"{number:06}" for number in range(30)]
    for number in numbers:
        # Each is found by "a" under several names.
        a_family(number, parents=(a_parent("Anna", last_name="Aa"),), children=())

    assert all_pages(planner) == numbers
    assert sorted(all_pages(planner, "search=a")) == numbers
    first = planner.get("/staff/families?search=a").body["next"]
    assert planner.get(f"/staff/families?search=b&cursor={first}").code == "BadCursor"


@pytest.mark.parametrize("query", ["", "search=a"])
def test_a_list_of_many_families_takes_no_more_requests_than_one_of_few(planner, query):
    def requests():
        with requests_to_the_table() as calls:
            planner.get(f"/staff/families?{query}")
        return len(calls)

    a_family("000001", parents=(a_parent("Anna"),))
    few = requests()
    for number in range(2, 20):
        a_family(f"{number:06}", parents=(a_parent("Anna"),))

    assert requests() == few


def test_the_largest_family_is_written_in_one_transaction_and_found(planner):
    children = tuple(
        a_child(f"Kind{number} van der Berg tot Huis", last_name=f"Naam{number} van het Huis")
        for number in range(20)
    )
    a_family("777777", children=children)

    assert len(names_of(planner.get("/staff/families?search=der berg tot"))) == 1
    assert len(names_of(planner.get("/staff/families?search=vries"))) == 1
