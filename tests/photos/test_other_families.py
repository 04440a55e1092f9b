"""Who else is in a photo decides whether a family sees it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.aws.transactions import Transaction
from chalicelib.families import service as families
from tests.aws_events import requests_to_the_table, traced, when
from tests.builders import an_organisation
from tests.families.builders import a_child, a_family, a_parent
from tests.photos.builders import (
    MARCH_4TH,
    a_picture,
    another_family,
    gallery,
    parent,
    permission,
    upload,
)


@pytest.fixture(autouse=True)
def organisation():
    return an_organisation()


def allow_photos(family, *, is_given: bool):
    child = replace(family.children[0], permissions=permission(is_given=is_given))
    now_is = families.get_family(family.family_id, organisation_id="zonnebloem")
    transaction = Transaction()
    families.write(
        now_is.with_child(child),
        instead_of=now_is,
        organisation_id="zonnebloem",
        transaction=transaction,
    )
    transaction.commit()


def photo_at(hours: int) -> bytes:
    return a_picture(taken_at=MARCH_4TH + timedelta(hours=hours))


def test_a_gallery_costs_as_many_requests_whatever_is_in_it(anna, femke, noor):
    others = [another_family(f"0103{number:02}").children[0].child_id for number in range(19)]
    for hour in range(4):
        upload(femke, photo_at(hour), child_ids=[noor, *others])

    with requests_to_the_table() as sent:
        assert len(gallery(anna, noor)) == 4

    assert sent == ["Query", "BatchGetItem"]


def test_of_a_gallery_with_very_many_families_each_is_asked(anna, femke, noor):
    others = [another_family(f"0103{number:02}") for number in range(57)]
    for first in (0, 19, 38):
        friends = [it.children[0].child_id for it in others[first : first + 19]]
        upload(femke, photo_at(first), child_ids=[noor, *friends])
    assert len(gallery(anna, noor)) == 3

    for other, left in ((others[0], 2), (others[-1], 1)):
        allow_photos(other, is_given=False)
        assert len(gallery(anna, noor)) == left


def test_a_no_that_comes_while_a_gallery_is_asked_for_counts(anna, femke, noor):
    other = another_family()
    upload(femke, child_ids=[noor, other.children[0].child_id])
    left = iter([False])

    def say_no(**_: object) -> None:
        for answer in left:
            allow_photos(other, is_given=answer)

    with when("before-call.dynamodb.BatchGetItem", say_no):
        assert gallery(anna, noor) == []


def test_whose_gallery_it_is_and_what_is_in_it_makes_no_difference_to_who_may_not_see_it(
    browser, femke, noor
):
    others = [another_family(f"0103{number:02}") for number in range(3)]
    upload(femke, child_ids=[noor, *(it.children[0].child_id for it in others)])
    stranger, missing = parent(browser, others[0], "carla"), f"{'0' * 32}.{'0' * 10}"

    seen = []
    for path in (f"/children/{noor}/photos", f"/children/{missing}/photos"):
        with traced() as trace:
            answer = stranger.get(path)
        seen.append((answer.status, answer.body, trace))

    assert seen[0] == seen[1]
    assert seen[0][0] == 404


def test_nothing_is_read_for_who_shows_no_session(browser, noor):
    with requests_to_the_table() as sent:
        assert browser().get(f"/children/{noor}/photos").status == 401

    assert sent == []


@pytest.mark.parametrize("answer", [True, False, None])
def test_a_photo_of_two_families_is_shown_if_the_other_one_allows_it(
    browser, anna, femke, noor, answer
):
    given = {} if answer is None else permission(is_given=answer)
    daan = a_child("Daan", permissions=given)
    other = a_family("010205", parents=(a_parent("Carla"),), children=(daan,))
    daan_id = other.children[0].child_id

    photo_id = upload(femke, child_ids=[noor, daan_id])

    # Anna has said nothing, so Carla never sees it; what Carla said decides for Anna.
    assert gallery(anna, noor) == ([photo_id] if answer else [])
    original = anna.get(f"/children/{noor}/photos/{photo_id}/original")
    assert original.status == (200 if answer else 404)
    assert gallery(parent(browser, other, "carla"), daan_id) == []


def test_a_photo_of_one_family_alone_needs_no_permission(browser, femke):
    both = a_family("010206", children=(a_child("Noor"), a_child("Sam")))
    noor, sam = (child.child_id for child in both.children)

    photo_id = upload(femke, child_ids=[noor, sam])

    anna = parent(browser, both)
    assert gallery(anna, noor) == gallery(anna, sam) == [photo_id]


def test_a_permission_that_is_withdrawn_hides_and_one_given_again_shows(anna, femke, noor):
    other = another_family(allows_photos=True)
    photo_id = upload(femke, child_ids=[noor, other.children[0].child_id])
    assert gallery(anna, noor) == [photo_id]

    allow_photos(other, is_given=False)
    assert gallery(anna, noor) == []
    assert anna.get(f"/children/{noor}/photos/{photo_id}/original").status == 404

    allow_photos(other, is_given=True)
    assert gallery(anna, noor) == [photo_id]
