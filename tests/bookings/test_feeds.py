"""A parent's phone reads the days as a calendar, under an address that the parent can take away."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import icalendar
import pytest

from chalicelib.aws.transactions import Transaction
from chalicelib.bookings.feed_store import FeedStore
from chalicelib.bookings.feeds import READS
from chalicelib.core import clock
from chalicelib.families.service import get_family, write
from chalicelib.occupancy.closing import close_day, open_day
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import CareType, ClosingDay
from chalicelib.policies.model import HoursBefore, default_policy
from tests.aws_events import requests_to_the_table, traced
from tests.bookings.builders import (
    a_child_in_care,
    a_family_with_accounts,
    ask,
    cancel,
    contracts,
    decide_at_once,
    decline,
    exchange,
)
from tests.bookings.situations import (
    MONDAY,
    NOW,
    THURSDAY,
    a_contract,
    instant,
)
from tests.builders import LADYBIRDS, ORGANISATION, a_planner

FEED = "/me/calendar-feed"
LET_GO = instant(granted_cancellable_until=HoursBefore(24))


@pytest.fixture
def family():
    return a_child_in_care()


@pytest.fixture
def anna(browser, family):
    return browser(ORGANISATION).signed_in(account_id=family.parents[0].account_id)


@pytest.fixture
def phone(browser):
    """Somebody without a session, who reads an address."""
    visitor = browser(ORGANISATION)

    def read(address):
        return visitor.get("/calendar/" + address.rpartition("/")[2])

    return read


def made(parent) -> str:
    return parent.post(FEED).body["address"]


def events(text):
    calendar = icalendar.Calendar.from_ical(text)
    return {str(it["uid"]): it for it in calendar.walk("VEVENT")}


def assert_newer(seen):
    for before, after in pairwise(seen):
        assert after["sequence"] > before["sequence"]
        assert after["last-modified"].dt > before["last-modified"].dt


def read(phone, address):
    return events(phone(address).raw)


def uid(family, day):
    child_id = family.children[0].child_id
    return f"{child_id}.{day}.contract-of-{child_id}@zonnebloem"


def extra_uid(family, day):
    return f"{family.children[0].child_id}.{day}.ladybirds.extra@zonnebloem"


def test_the_days_are_read_from_a_month_ago_to_a_year_ahead(anna, phone, family):
    answer = phone(made(anna))

    found = events(answer.raw)
    event = found[uid(family, MONDAY)]
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, max-age=900"
    assert event["dtstart"].dt.isoformat() == "2026-11-09T07:30:00+01:00"
    assert event["dtend"].dt.isoformat() == "2026-11-09T18:00:00+01:00"
    assert (event["summary"], event["status"]) == ("Noor, Lieveheersbeestjes", "CONFIRMED")
    days = sorted(it["dtstart"].dt.date() for it in found.values())
    assert (days[0], days[-1]) == (date(2026, 10, 5), date(2027, 11, 2))


def test_what_becomes_of_a_day_changes_its_event_and_not_its_id(anna, phone, family):
    address = made(anna)
    before = read(phone, address)[uid(family, MONDAY)]

    cancel(family, MONDAY)

    after = read(phone, address)[uid(family, MONDAY)]
    assert (after["status"], after["summary"]) == (
        "CANCELLED",
        "Noor, Lieveheersbeestjes (afgemeld)",
    )
    assert after["sequence"] > before["sequence"]
    assert after["last-modified"].dt == NOW > before["last-modified"].dt


def test_a_day_that_comes_back_is_newer_than_the_same_day_given_away(anna, phone, family):
    """A phone keeps what has the highest number, and never goes back."""
    decide_at_once(LET_GO)
    address, monday = made(anna), uid(family, MONDAY)

    seen = [read(phone, address)[monday]]
    exchange(family, MONDAY)
    seen.append(read(phone, address)[monday])
    cancel(family, THURSDAY)
    seen.append(read(phone, address)[monday])

    assert [it["status"] for it in seen] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert_newer(seen)


def test_an_extra_day_that_is_let_go_is_cancelled_and_asked_again_it_is_there(anna, phone, family):
    decide_at_once(LET_GO)
    address, extra = made(anna), extra_uid(family, THURSDAY)

    ask(family, THURSDAY)
    seen = [read(phone, address)[extra]]
    cancel(family, THURSDAY)
    seen.append(read(phone, address)[extra])
    ask(family, THURSDAY)
    seen.append(read(phone, address)[extra])

    assert [it["status"] for it in seen] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert_newer(seen)


def test_a_day_that_opens_after_all_is_newer_than_the_closed_one(anna, phone, family):
    address, monday, planner = made(anna), uid(family, MONDAY), a_planner()

    seen = [read(phone, address)[monday]]
    close_day(ClosingDay(MONDAY, "Studiedag"), by=planner, now=NOW)
    seen.append(read(phone, address)[monday])
    open_day(day=MONDAY, location_id=None, by=planner, now=NOW)
    seen.append(read(phone, address)[monday])

    assert [it["status"] for it in seen] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert_newer(seen)


def test_terms_that_are_as_before_again_are_newer_than_those_between(anna, phone, family):
    address, child_id, seen = made(anna), family.children[0].child_id, []

    for hours in ("10.5", "5", "10.5"):
        contracts(a_contract(child_id, hours=Decimal(hours)))
        seen.append(read(phone, address)[uid(family, MONDAY)])

    assert [f"{it['dtend'].dt:%H:%M}" for it in seen] == ["18:00", "12:30", "18:00"]
    assert_newer(seen)


def test_what_is_asked_for_is_tentative_until_it_is_decided(anna, phone, family):
    address, extra = made(anna), extra_uid(family, THURSDAY)
    decide_at_once(default_policy(CareType.DAY_CARE))
    request = ask(family, THURSDAY)
    assert read(phone, address)[extra]["status"] == "TENTATIVE"

    decline(request)

    assert extra not in read(phone, address)


def test_only_first_names_are_in_it(anna, phone, family):
    text = phone(made(anna)).raw.decode()

    assert family.children[0].first_name in text
    assert family.children[0].last_name not in text
    assert family.debtor_number not in text


def test_each_parent_reads_it_in_their_own_language(browser, phone, family):
    bram = browser(ORGANISATION).signed_in(account_id=family.parents[1].account_id)
    cancel(family, MONDAY)

    found = read(phone, made(bram))

    assert found[uid(family, MONDAY)]["summary"] == "Noor, Lieveheersbeestjes (cancelled)"


def test_the_address_is_told_once_and_made_anew_it_is_another_one(anna, phone):
    assert anna.get(FEED).body == {"exists": False, "made_at": None}
    first = made(anna)
    shown = anna.get(FEED).body
    second = made(anna)

    assert shown["exists"]
    assert "address" not in shown
    assert first.startswith("http")
    assert (phone(first).status, phone(second).status) == (404, 200)


def test_an_address_that_was_taken_away_leads_nowhere(anna, phone):
    address = made(anna)

    for _ in range(2):
        assert anna.delete(FEED).status == 200

    assert phone(address).status == 404
    assert anna.get(FEED).body["exists"] is False


def test_a_wrong_address_is_like_one_that_never_was(anna, phone):
    address = made(anna)
    secret = address.removesuffix(".ics")
    wrong = [
        f"{secret[:-1]}{'a' if secret[-1] != 'a' else 'b'}.ics",
        address.rpartition("/")[0] + "/nobody.0123456789012345678901234567890123456789012.ics",
        secret,
    ]

    answers = {(it.status, it.code, it.raw) for it in map(phone, wrong)}

    assert len(answers) == 1
    assert {(status, code) for status, code, _ in answers} == {(404, "NotFound")}


def test_another_organisations_address_opens_nothing(anna, browser):
    path = made(anna).rpartition("/")[2]

    assert browser("madelief").get(f"/calendar/{path}").status == 404


def test_who_is_no_parent_any_more_reads_nothing_of_the_family_from_that_day_on(
    anna, phone, family
):
    address, (first, second) = made(anna), family.parents
    leaves = replace(first, care_until=date(2026, 11, 3))
    before, transaction = get_family(family.family_id, organisation_id=ORGANISATION), Transaction()
    after = replace(before, parents=(leaves, second))
    write(after, instead_of=before, organisation_id=ORGANISATION, transaction=transaction)
    transaction.commit()
    assert read(phone, address)

    clock.start_at(NOW + timedelta(days=1))

    assert (phone(address).status, read(phone, address)) == (200, {})


def test_a_phone_that_asks_all_the_time_is_told_to_wait(anna, phone, family):
    address, account_id = made(anna), family.parents[0].account_id
    assert phone(address).status == 200
    read_before(account_id, READS.most - 2)

    first, second = phone(address), phone(address)
    assert (first.status, second.status, second.code) == (200, 429, "TooOften")
    assert 0 < int(second.headers["retry-after"]) <= 60

    clock.start_at(NOW + timedelta(seconds=90))
    again, refused = phone(address), phone(address)
    assert (again.status, refused.status) == (200, 429)


def read_before(account_id, times):
    store = FeedStore(ORGANISATION)
    for _ in range(times):
        assert store.read_again(
            account_id, store.get(account_id).fingerprint, seconds=60, most=2**40
        )


def test_reading_takes_two_requests_and_each_guess_the_same(anna, phone):
    address = made(anna)
    traces = []
    for path in (f"x{address[-60:]}", "nobody." + address[-47:]):
        with traced() as trace:
            assert phone(f"/{path}").status == 404
        traces.append(trace)
    organisations.configuration_of(ORGANISATION, now=clock.now())
    with requests_to_the_table() as sent:
        assert phone(address).status == 200

    assert sent == ["UpdateItem", "BatchGetItem"]
    assert traces[0] == traces[1]


def test_a_child_that_came_since_is_in_it_and_one_request_later_as_fast(anna, phone, family):
    address = made(anna)
    sam = replace(family.children[0], child_id=f"{family.family_id}.sam", first_name="Sam")
    change(family, lambda it: it.with_child(sam))
    contracts(a_contract(sam.child_id, group_id=LADYBIRDS.group_id))
    organisations.configuration_of(ORGANISATION, now=NOW)

    names = {str(it["summary"]).partition(",")[0] for it in read(phone, address).values()}
    clock.start_at(NOW + timedelta(minutes=2))
    with requests_to_the_table() as sent:
        phone(address)

    assert names == {"Noor", "Sam"}
    assert [it for it in sent if it != "Query"] == ["UpdateItem", "BatchGetItem"]


def change(family, alter):
    now_is = get_family(family.family_id, organisation_id=ORGANISATION)
    transaction = Transaction()
    write(alter(now_is), instead_of=now_is, organisation_id=ORGANISATION, transaction=transaction)
    transaction.commit()


def test_a_family_without_days_has_an_empty_calendar(browser, phone):
    family = a_family_with_accounts("020202")
    contracts()
    bram = browser(ORGANISATION).signed_in(account_id=family.parents[0].account_id)

    assert read(phone, made(bram)) == {}
