"""The ledger as parents and the office read it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from chalicelib.core.callers import Role
from chalicelib.core.language import Language
from chalicelib.credits import words
from chalicelib.credits.changes import Changes
from chalicelib.credits.model import Act, Cause, RuleVersion, Use, Why
from chalicelib.organisations.model import CareType
from chalicelib.policies.model import Unit
from tests.builders import ORGANISATION
from tests.credits.builders import ASKED, NOW, TODAY, UNDONE, a_grant, points
from tests.credits.keeping import grant, opened, planned
from tests.families.builders import a_family


def page(browser, child_id, cursor=""):
    answer = browser.get(f"/children/{child_id}/credits{cursor}")
    assert answer.status == 200, answer
    return answer.body


def test_what_is_left_is_told_by_unit_with_what_expires_first_on_top(family, noor, as_parent):
    late = a_grant("late", child_id=noor, hours=4, usable_until=None, given_up=None)
    point = points(a_grant("point", child_id=noor), "2")
    over = a_grant("over", child_id=noor, usable_until=TODAY - timedelta(days=1))
    grant(late, a_grant(child_id=noor), point, over)
    body = page(as_parent(family), noor)

    assert body["balance"] == {"version": 1, "hours": "14.5", "points": "2"}
    assert [(it["grant_id"], it["left"], it["usable_until"]) for it in body["credits"]] == [
        ("point", "2", "2026-12-31"),
        ("sick-day", "10.5", "2026-12-31"),
        ("late", "4", None),
    ]
    assert len(body["entries"]) == 4


def test_every_entry_says_what_was_done_why_and_by_which_rule(family, noor, as_parent):
    rule = RuleVersion(CareType.DAY_CARE, 3)
    given = a_grant(child_id=noor, rule=rule)
    grant(given)
    planned(Changes(opened(noor)).spend([Use(given, Decimal(4))], ASKED)).commit()
    back = Changes(opened(noor)).give_back([Use(given, Decimal(4))], UNDONE, by_organisation=True)
    planned(back).commit()
    body = page(as_parent(family), noor)

    told = [(it["kind"], it["what"], it["change"], it["cause"]) for it in body["entries"]]
    assert told == [
        (
            "return",
            "Terug",
            "4",
            "Extra dag op donderdag 12 november 2026 door ons geannuleerd",
        ),
        ("use", "Gebruikt", "-4", "Extra dag op donderdag 12 november 2026"),
        ("grant", "Erbij", "10.5", "Afgemeld voor dinsdag 6 oktober 2026 (ziek)"),
    ]
    assert {it["rule"] for it in body["entries"]} == {"De regels voor dagopvang (KDV), versie 3"}
    cause = words.cause_in_words(given.cause, Language.EN)
    assert cause == "Cancelled for Tuesday 6 October 2026 (ill)"
    assert words.rule_in_words(rule, Language.EN) == "The rules for day care (KDV), version 3"


def test_an_imported_credit_is_there_at_once_with_the_cause_it_came_with(family, noor, as_parent):
    cause = Cause(Why.IMPORTED, text="ziek {op} 14-10 🤒 مريض")
    grant(a_grant(child_id=noor, cause=cause))
    body = page(as_parent(family), noor)

    assert body["credits"][0]["cause"] == "ziek {op} 14-10 🤒 مريض"
    assert body["entries"][0]["rule"] is None


def test_old_entries_come_page_by_page(family, noor, as_parent):
    grant(
        *[
            a_grant(f"grant-{it}", child_id=noor, earned_on=date(2026, 9, 1) + timedelta(days=it))
            for it in range(30)
        ]
    )
    parent = as_parent(family)
    first = page(parent, noor)
    second = page(parent, noor, f"?cursor={first['next']}")

    ids = [it["grant_id"] for it in (*first["entries"], *second["entries"])]
    assert ids == [f"grant-{it}" for it in range(29, -1, -1)]
    assert second["next"] is None


def test_another_family_s_child_is_not_there(family, noor, as_parent, browser):
    grant(a_grant(child_id=noor))
    other = a_family("999")
    stranger = browser(ORGANISATION).signed_in(families={other.family_id: Role.PARENT})
    worker = browser(ORGANISATION).signed_in(staff_role=Role.GROUP_WORKER)

    assert stranger.get(f"/children/{noor}/credits").status == 404
    assert worker.get(f"/children/{noor}/credits").status == 403
    assert as_parent(family).get(f"/children/{noor}/credits").status == 200


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("why", Why)
def test_every_cause_has_words_even_without_its_facts(why, language):
    with_facts = {"day": "2028-02-29", "reason": "holiday", "request": "x"}
    for cause in (Cause(why), Cause(why, with_facts), Cause(why, with_facts, "een {reden}")):
        told = words.cause_in_words(cause, language, until=date(2026, 12, 31))
        assert told
        assert "{" not in told.removesuffix("een {reden}")


def test_every_kind_has_words_and_standard_rules_have_no_version():
    for language in Language:
        assert len(set(words._KINDS[language].values())) == 7
    standard = RuleVersion(CareType.PRESCHOOL, 0)
    assert (
        words.rule_in_words(standard, Language.EN)
        == "The standard rules for preschool (peuteropvang)"
    )
    assert words.rule_in_words(None, Language.NL) is None


def test_what_expired_says_until_when_it_could_be_used(family, noor, as_parent):
    grant(a_grant(child_id=noor, usable_until=date(2026, 10, 31)))
    planned(Changes(opened(noor)).expire(NOW)).commit()
    body = page(as_parent(family), noor)

    assert body["entries"][0]["cause"] == "Te gebruiken tot en met zaterdag 31 oktober 2026"
    assert body["credits"] == []


def test_a_contract_that_ended_is_told(family, noor, as_parent):
    grant(a_grant(child_id=noor))
    act = Act(Cause(Why.CONTRACT_ENDED, {"day": "2026-11-30"}), NOW)
    planned(Changes(opened(noor)).end({"sick-day": Decimal(0)}, act)).commit()
    (ended, _) = page(as_parent(family), noor)["entries"]

    assert ended["cause"] == "Het contract eindigt op maandag 30 november 2026"
    assert opened(noor).balance(Unit.HOURS, TODAY) == 0


def test_by_whom_is_kept_but_not_told_to_parents(family, noor, as_parent):
    given = a_grant(child_id=noor)
    act = replace(ASKED, by="account-of-the-planner")
    planned(Changes(opened(noor)).grant(given).spend([Use(given, Decimal(1))], act)).commit()
    assert "account-of-the-planner" not in str(page(as_parent(family), noor))
