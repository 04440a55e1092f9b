"""What is not for somebody looks like what is not there."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.core.callers import Role
from tests.bookings.builders import a_family_with_accounts
from tests.builders import LADYBIRDS, an_organisation
from tests.families.builders import a_child, a_family, a_parent
from tests.messages.builders import answer, conversations_of, start
from tests.messages.test_conversations import subjects


def parent_tries(who, family, conversation):
    own = conversations_of(family)
    body = {"about": "office", "subject": "Dag", "text": "Hallo"}
    return {
        who.get(own).status,
        who.get(f"{own}/{conversation}").status,
        who.post(own, body).status,
        who.post(f"{own}/{conversation}/messages", {"text": "Hallo"}).status,
        who.post(f"{own}/{conversation}/reading", {"until": "1"}).status,
    }


def staff_tries(who, conversation):
    path = f"/staff/conversations/{conversation}"
    return {
        who.get(path).status,
        answer(who, conversation).status,
        who.post(f"{path}/reading", {"until": "1"}).status,
        who.post(f"{path}/reopening").status,
        who.post(f"{path}/closing", {"message_count": 2}).status,
    }


@pytest.fixture
def conversation(anna, family):
    return start(anna, family, about="group", group_id="ladybirds")


def test_the_family_itself(anna, bram, family, conversation):
    assert parent_tries(anna, family, conversation) == {200, 201}
    assert parent_tries(bram, family, conversation) == {200, 201}


def test_not_another_family(as_parent, family, conversation):
    stranger = as_parent(a_family_with_accounts("010204"))

    assert parent_tries(stranger, family, conversation) == {404}


def test_not_under_the_own_family_either(as_parent, conversation):
    other = a_family_with_accounts("010204")
    stranger = as_parent(other)
    own = conversations_of(other)

    assert stranger.get(f"{own}/{conversation}").status == 404
    assert stranger.post(f"{own}/{conversation}/messages", {"text": "Hallo"}).status == 404
    assert stranger.post(f"{own}/{conversation}/reading", {"until": "1"}).status == 404


def test_not_another_organisation(browser, family, conversation):
    an_organisation("madelief")
    elsewhere = browser("madelief")
    parent = elsewhere.signed_in(families={family.family_id: Role.PARENT})
    planner = browser("madelief").signed_in(staff_role=Role.PLANNER)

    assert parent_tries(parent, family, conversation) == {404}
    assert staff_tries(planner, conversation) == {404}
    assert subjects(planner) == []


def test_not_a_parent_whose_custody_has_ended(browser, organisation):
    ended = a_parent("Bram", position=2, care_until=date(2026, 11, 2))
    family = a_family("010299", parents=(a_parent(), ended))
    access = {family.family_id: Role.PARENT}
    at = organisation.organisation_id
    conversation = start(browser(at).signed_in(account_id="anna", families=access), family)

    bram = browser(at).signed_in(account_id="bram", families=access)

    assert parent_tries(bram, family, conversation) == {404}


def test_not_a_payer(browser, family, conversation):
    payer = browser().signed_in(families={family.family_id: Role.PAYER})

    assert parent_tries(payer, family, conversation) == {403}
    assert staff_tries(payer, conversation) == {403}


def test_not_a_colleague_in_the_place_of_a_parent(browser, family, conversation):
    both = browser().signed_in(families={"another": Role.PARENT}, staff_role=Role.ADMINISTRATOR)

    assert parent_tries(both, family, conversation) == {404}


def test_the_group_itself_and_the_office(worker, petra, conversation):
    assert staff_tries(worker("ladybirds"), conversation) == {200, 201}
    assert staff_tries(petra, conversation) <= {200, 201, 409}


def test_not_another_group(worker, conversation):
    assert staff_tries(worker("owls"), conversation) == {404}


def test_not_a_group_worker_what_is_for_the_office(anna, family, worker):
    assert staff_tries(worker("ladybirds"), start(anna, family)) == {404}


def test_not_a_parent_as_a_colleague(anna, conversation):
    assert staff_tries(anna, conversation) == {403}
    assert anna.get("/staff/conversations").status == 403


def test_each_sees_the_own_inbox(as_parent, worker, petra):
    in_both = replace(a_child("Sam"), group_ids=frozenset({"ladybirds", "owls"}))
    family = a_family_with_accounts("010205", children=(in_both,))
    anna = as_parent(family)
    start(anna, family, subject="kantoor")
    start(anna, family, subject="uilen", about="group", group_id="owls")
    start(anna, family, subject="lieveheersbeestjes", about="group", group_id="ladybirds")

    both = ["lieveheersbeestjes", "uilen"]
    assert subjects(petra) == [*both, "kantoor"]
    assert subjects(petra, inbox="office") == ["kantoor"]
    assert subjects(petra, group_id="owls") == ["uilen"]
    assert subjects(worker("ladybirds", "owls")) == both
    assert subjects(worker("ladybirds", "owls"), group_id="owls") == ["uilen"]
    assert subjects(worker("owls")) == ["uilen"]
    assert subjects(worker()) == []


def test_the_inbox_of_several_groups_is_one_list_in_pages(as_parent, worker):
    in_both = replace(a_child("Sam"), group_ids=frozenset({"ladybirds", "owls"}))
    family = a_family_with_accounts("010205", children=(in_both,))
    anna = as_parent(family)
    groups = ["owls", "ladybirds", "ladybirds"]
    for number in range(24):
        start(anna, family, subject=f"{number:02}", about="group", group_id=groups[number % 3])

    newest_first = [f"{it:02}" for it in reversed(range(24))]
    assert subjects(worker("ladybirds", "owls")) == newest_first


@pytest.mark.parametrize("query", ["inbox=office", "group_id=owls", "group_id=unknown"])
def test_another_inbox_is_not_there_for_a_group_worker(worker, query):
    assert worker(LADYBIRDS.group_id).get(f"/staff/conversations?{query}").status == 404


def test_a_cursor_is_good_for_one_list(anna, family, petra):
    for _ in range(21):
        start(anna, family)
    cursor = petra.get("/staff/conversations").body["next"]

    refused = petra.get(f"/staff/conversations?inbox=office&cursor={cursor}")

    assert (refused.status, refused.code) == (422, "BadCursor")


@pytest.mark.parametrize("made_up", ["unknown", "{family}.unknown", "a" * 65, "%23", "a%00b"])
def test_a_conversation_that_is_made_up_is_not_there(anna, family, petra, made_up):
    conversation = made_up.replace("{family}", family.family_id)
    own = f"{conversations_of(family)}/{conversation}"

    tried = {
        anna.get(own).status,
        anna.post(f"{own}/messages", {"text": "Hallo"}).status,
        anna.post(f"{own}/reading", {"until": "1"}).status,
    }

    assert tried <= {404, 422}
    assert staff_tries(petra, conversation) <= {404, 422}
