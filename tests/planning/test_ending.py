"""A parent ends a contract: told before, with notice, and both parents hear of it."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.core.language import Language
from chalicelib.core.periods import Month
from chalicelib.organisations.model import CareType
from chalicelib.planning.ending import EndingQuote
from chalicelib.planning.words import ending_in_words
from chalicelib.policies.model import ContractNotice, Span, SpanUnit, default_policy
from tests.aws_events import conflicts, requests_to_the_table
from tests.bookings.builders import a_family_with_accounts
from tests.builders import ORGANISATION
from tests.contracts.builders import a_row
from tests.faults.stage import waiting
from tests.planning.builders import coming, contract


@pytest.fixture
def contract_id(office, child_id):
    answer = office.post(f"/staff/children/{child_id}/contracts", contract())
    return answer.body["contracts"][0]["contract_id"]


@pytest.fixture
def path(child_id, contract_id):
    return f"/children/{child_id}/contracts/{contract_id}/ending"


def test_a_parent_sees_the_contracts_of_the_child(parent, child_id, contract_id):
    (row,) = parent.get(f"/children/{child_id}/contracts").body["contracts"]

    assert (row["contract_id"], row["hours_per_week"]) == (contract_id, "11")
    assert (row["group"], row["until"]) == ("Lieveheersbeestjes", None)


def test_what_ending_does_is_told_before_and_nothing_is_written(parent, path, child_id):
    told = parent.get(path).body

    assert (told["earliest"], told["until"]) == ("2026-12-02", "2026-12-02")
    assert told["rules"][0] == "De opzegtermijn is 1 maand."
    assert len(told["rules"]) == 3
    (row,) = parent.get(f"/children/{child_id}/contracts").body["contracts"]
    assert row["until"] is None


def test_what_was_told_before_pressing_is_what_happens(parent, path, child_id):
    until = parent.get(path).body["until"]

    answer = parent.post(path, {"until": until})

    assert (answer.status, answer.body["until"]) == (201, until)
    (row,) = parent.get(f"/children/{child_id}/contracts").body["contracts"]
    assert row["until"] == until
    assert coming(Month(2026, 12)) == []
    assert coming(Month(2026, 11)) == ["09", "16", "23", "30"]


def test_both_parents_hear_of_it_and_pressing_twice_writes_once(parent, path):
    for _ in range(2):
        assert parent.post(path, {"until": "2026-12-02"}).status == 201

    assert len(waiting("mail")) == 2


@pytest.mark.parametrize(
    ("until", "code"),
    [("2026-12-01", "NoticeTooShort"), ("2026-10-01", "NoticeTooShort")],
)
def test_notice_is_as_long_as_the_rules_say(parent, path, until, code):
    refused = parent.post(path, {"until": until})

    assert (refused.code, refused.body["data"]) == (code, {"earliest": "2026-12-02"})


def test_a_contract_that_ends_anyway_is_not_ended_later(parent, office, child_id, contract_id):
    ending = f"/children/{child_id}/contracts/{contract_id}/ending"
    office.put(f"/staff{ending}", {"until": "2026-11-20"})

    assert parent.post(ending, {"until": "2026-12-02"}).code == "ContractEndsAlready"
    assert parent.get(ending).code == "ContractEndsAlready"


def test_only_the_office_takes_it_back(parent, office, path):
    parent.post(path, {"until": "2026-12-02"})

    assert parent.post(path, {"until": "2027-12-31"}).code == "ContractEndsAlready"
    office.put(f"/staff{path}", {"until": None})

    assert coming(Month(2026, 12)) == ["07", "14", "21", "28"]


def test_another_family_and_a_planner_on_the_page_of_parents_find_nothing(
    browser, office, path, organisation
):
    other = a_family_with_accounts("999", organisation_id=organisation.organisation_id)
    stranger = browser(ORGANISATION).signed_in(account_id=other.parents[0].account_id)

    assert stranger.get(path).status == 404
    assert stranger.post(path, {"until": "2026-12-02"}).status == 404
    assert office.post(path, {"until": "2026-12-02"}).status == 403


def test_a_parent_needs_three_requests_to_end_a_contract_and_one_to_ask(parent, path):
    with requests_to_the_table() as sent:
        parent.get(path)
    assert len(sent) <= 2

    with requests_to_the_table() as sent:
        parent.post(path, {"until": "2026-12-02"})
    assert len(sent) == 3


def test_ending_goes_through_when_somebody_was_on_the_same_rows(parent, path):
    with conflicts(1):
        assert parent.post(path, {"until": "2026-12-02"}).status == 201


@pytest.mark.parametrize(
    ("notice", "language", "sentence"),
    [
        (ContractNotice(Span(1, SpanUnit.MONTHS)), Language.NL, "De opzegtermijn is 1 maand."),
        (ContractNotice(Span(30, SpanUnit.DAYS)), Language.EN, "The notice period is 30 days."),
        (
            ContractNotice(Span(2, SpanUnit.MONTHS), at_month_end=True),
            Language.NL,
            "De opzegtermijn is 2 maanden, en het contract eindigt aan het eind van een maand.",
        ),
    ],
)
def test_the_rules_of_notice_are_told_in_words(notice, language, sentence):
    policy = replace(default_policy(CareType.DAY_CARE), contract_notice=notice)
    quote = EndingQuote(a_row(), date(2026, 12, 2), date(2026, 12, 2), policy, policy)

    assert ending_in_words(quote, language)[0] == sentence


@pytest.mark.parametrize(
    ("expires", "word"), [(True, "vervalt na de laatste dag"), (False, "eigen einddatum")]
)
def test_what_becomes_of_credits_follows_the_rules(expires, word):
    policy = default_policy(CareType.DAY_CARE)
    policy = replace(policy, credits=replace(policy.credits, expires_at_contract_end=expires))
    quote = EndingQuote(a_row(), date(2026, 12, 2), date(2026, 12, 2), policy, policy)

    assert word in ending_in_words(quote, Language.NL)[1]


def test_what_becomes_of_credits_follows_the_rules_of_the_last_day():
    now = default_policy(CareType.DAY_CARE)
    then = replace(now, credits=replace(now.credits, expires_at_contract_end=False))
    quote = EndingQuote(a_row(), date(2026, 12, 2), date(2026, 12, 2), now, then)

    assert "own expiry" in ending_in_words(quote, Language.EN)[1]
