"""What every route does, whatever it is about."""

import json
import tracemalloc
from base64 import urlsafe_b64encode
from datetime import date
from typing import Literal

import pytest
from chalice.test import Client
from msgspec import Struct

from chalicelib.core import clock
from chalicelib.core.callers import Role
from chalicelib.http.parsing import InvalidRequest, parse_body, parse_texts
from chalicelib.http.requests import device_words
from chalicelib.observability import AsJson
from tests.browser import Browser
from tests.conftest import NOW
from tests.http import toy

WISH = {"day": "2026-11-09", "name": "Noor"}
PARENT = {"family": Role.PARENT}


@pytest.fixture
def http():
    with Client(toy.app()) as client:
        yield lambda organisation_id="zonnebloem", **what: Browser(client, organisation_id, **what)


@pytest.fixture
def parent(http):
    return http().signed_in(account_id="anna", families=PARENT)


@pytest.fixture
def worker(http):
    return http().signed_in(staff_role=Role.GROUP_WORKER)


def test_a_route_answers_with_what_it_declares(parent):
    answer = parent.post("/wishes", WISH)

    assert (answer.status, answer.body) == (201, {**WISH, "whose": "anna"})
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_every_wrong_field_is_named_once(parent):
    answer = parent.post("/wishes", {"day": "friday", "colour": "red"})

    assert (answer.status, answer.code) == (422, "InvalidRequest")
    assert {(it["path"], it["problem"]) for it in answer.body["fields"]} == {
        ("day", "Invalid RFC3339 encoded date"),
        ("name", "Required"),
        ("colour", "Unknown field"),
    }


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'"friday"', b"\xff", b"null", b"[" * 100_000, b'{"day": 1e999}']
)
def test_a_body_that_is_no_object_of_this_shape_is_invalid(parent, body):
    assert parent.post("/wishes", body).status == 422


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("نور 李雷 Çağla", 201),
        ("👩‍👧 Zoë", 201),
        ("a" * 200, 201),
        ("a" * 10_000, 422),
        ("", 422),
        ("a\nb", 422),
        ("a\x00b", 422),
        ("a\u2028b", 422),
    ],
)
def test_a_name_is_in_any_script_but_in_one_line(parent, name, status):
    assert parent.post("/wishes", {**WISH, "name": name}).status == status


def test_a_body_of_more_than_5_mb_is_refused_by_us(parent):
    body = json.dumps({**WISH, "name": "a" * 5_000_000}).encode()

    answer = parent.post("/wishes", body)

    assert (answer.status, answer.code) == (413, "BodyTooLarge")


def test_a_day_in_the_path_that_is_no_date_is_invalid(worker):
    answer = worker.get("/days/friday")

    assert (answer.status, answer.body["fields"][0]["path"]) == (422, "day")


YEARS = [("0001-01-01", 422), ("0999-12-31", 422), ("1000-01-01", 200), ("2999-12-31", 200)]
YEARS += [("3000-01-01", 422), ("9999-12-31", 422)]  # nobody lives then, and counting on ends there


@pytest.mark.parametrize(("day", "status"), YEARS)
def test_a_day_is_of_a_year_that_a_month_can_be_of(worker, parent, day, status):
    in_path = worker.get(f"/days/{day}")
    in_body = parent.post("/wishes", {"day": day, "name": "Anna"})

    assert (in_path.status, in_body.status) == (status, 201 if status == 200 else status)
    if status != 200:
        told = [{"path": "day", "problem": "Expected a day of the years 1000 to 2999"}]
        assert in_path.body["fields"] == in_body.body["fields"] == told


def test_each_day_of_a_list_is_looked_at():
    class Days(Struct):
        days: list[dict[str, date]]

    with pytest.raises(InvalidRequest) as refused:
        parse_body(b'{"days": [{"a": "2026-11-02"}, {"a": "2026-11-02", "b": "3000-01-01"}]}', Days)

    assert [it.path for it in refused.value.problems] == ["days[1][...]"]


@pytest.mark.parametrize(
    "cookie", ["", "theme=dark", "__Host-session=", "__Host-session=guess", "__Host-session=a.b.c"]
)
def test_without_a_session_nobody_is_signed_in(http, cookie):
    answer = http("a" if "a.b.c" in cookie else "zonnebloem").post("/wishes", WISH, cookie=cookie)

    assert (answer.status, answer.code) == (401, "NotSignedIn")


@pytest.mark.parametrize("blank", ["\u2000", "\xa0", "\x85", "\x1f", "\x0b", "\u3000"])
def test_a_cookie_that_browsers_do_not_see_as_ours_is_nobody_s(http, parent, blank):
    """A page of a neighbour may set it: browsers protect what begins with the prefix itself."""
    own = f"__Host-session={parent.cookies['__Host-session']}"
    stranger = http().signed_in(account_id="eve", families=PARENT)
    planted = f"{blank}__Host-session={stranger.cookies['__Host-session']}"

    assert parent.post("/wishes", WISH, cookie=f"{planted}; {own}").body["whose"] == "anna"
    assert http().post("/wishes", WISH, cookie=planted).code == "NotSignedIn"


ODD = ["\ud800", "\x00", "é", "نور", "a" * 70_000, "=", ";;;", '"', "%00", " "]
SAID = [
    "cookie",
    "x_origin_secret",
    "x_viewer_host",
    "x_viewer_address",
    "accept_language",
    "user_agent",
    "origin",
    "sec_fetch_site",
    "content_type",
    "idempotency_key",
]


@pytest.mark.parametrize("name", SAID)
def test_whatever_a_header_says_is_an_answer_and_no_crash(parent, name):
    names = ("__Host-session", "__Host-device", "__Host-remember")
    odd = [f"{it}={value}" for it in names for value in ODD] if name == "cookie" else ODD

    statuses = {it: parent.post("/wishes", WISH, **{name: it}).status for it in odd}

    assert {it: status for it, status in statuses.items() if status >= 500} == {}


def test_a_session_of_another_organisation_finds_nothing(http, parent):
    stranger = http("madelief", cookies=dict(parent.cookies))

    assert (stranger.post("/wishes", WISH).status, stranger.get("/numbers").status) == (404, 404)


def test_a_role_that_may_not_is_told_so(worker, parent):
    assert worker.post("/wishes", WISH).code == "Forbidden"
    assert parent.get("/days/2026-11-09").code == "Forbidden"


@pytest.mark.parametrize("body", [b"{", b'{"day": 1}', b"a" * 5_000_001])
def test_what_is_wrong_with_a_body_only_those_hear_who_are_let_in(http, worker, parent, body):
    assert http().post("/wishes", body).code == "NotSignedIn"
    assert worker.post("/wishes", body).code == "Forbidden"
    assert parent.post("/wishes", body).code in {"InvalidRequest", "BodyTooLarge"}


@pytest.mark.parametrize("host", ["", "evil.example", "kiekeboe.example", "a.b.kiekeboe.example"])
def test_an_address_of_no_organisation_is_nowhere(parent, host):
    assert parent.get("/numbers", x_viewer_host=host).status == 404


def test_who_calls_the_api_itself_is_kept_out(parent):
    answer = parent.get("/numbers", x_origin_secret="guess")

    assert (answer.status, answer.code) == (403, "NotThroughFront")


@pytest.mark.parametrize(
    "sent_by",
    [
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"sec_fetch_site": "cross-site", "origin": "https://zonnebloem.kiekeboe.example"},
        {"sec_fetch_site": "", "origin": "https://madelief.kiekeboe.example"},
        {"sec_fetch_site": "", "origin": "null"},
        {"sec_fetch_site": ""},
    ],
)
def test_a_request_from_another_site_changes_nothing(parent, sent_by):
    answer = parent.post("/wishes", WISH, **sent_by)

    assert (answer.status, answer.code) == (403, "ForeignOrigin")


def test_a_browser_without_fetch_metadata_says_its_origin(parent):
    answer = parent.post(
        "/wishes", WISH, sec_fetch_site="", origin="https://zonnebloem.kiekeboe.example"
    )

    assert answer.status == 201


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "application/x-www-form-urlencoded", "\u2000application/json"],
)
def test_what_is_not_json_changes_nothing(parent, content_type):
    answer = parent.post("/wishes", WISH, content_type=content_type)

    assert (answer.status, answer.code) == (415, "NotJson")


def test_a_refusal_speaks_the_language_of_the_page(http):
    dutch, english = http(language="nl-NL,nl;q=0.9,en;q=0.8"), http(language="en-GB,en;q=0.9")

    assert dutch.post("/wishes").body["message"].startswith("Je bent niet")
    assert english.post("/wishes").body["message"].startswith("You are not signed in")


def test_too_often_says_when_to_come_back(parent):
    answer = parent.delete("/refusals/often")

    assert (answer.status, answer.headers["retry-after"], answer.body["data"]) == (
        429,
        "7",
        {"seconds": 7},
    )
    assert "7 seconden" in answer.body["message"]


def test_a_bug_is_told_without_its_details_and_logged_with_them(parent, caplog):
    answer = parent.delete("/refusals/bug")

    assert (answer.status, answer.code) == (500, "Unexpected")
    assert "ZeroDivisionError" not in str(answer.body)
    assert any(record.exc_info for record in caplog.records)


def test_a_list_goes_on_where_its_cursor_says(parent):
    first = parent.get("/numbers")
    second = parent.get(f"/numbers?cursor={first.body['next']}")

    assert (first.body["items"], second.body["items"]) == ([0, 1], [2, 3])


@pytest.mark.parametrize("cursor", ["4", "WyJhIiwgIjQiXQ", "é", "a" * 2_001, "////"])
def test_a_cursor_that_we_did_not_make_is_refused(parent, cursor):
    assert parent.get(f"/numbers?cursor={cursor}").status == 422


@pytest.mark.parametrize(
    "inside",
    [
        b"5",
        b"null",
        b'["a"]',
        b'{"a":1,"b":2}',
        b'["\\ud800","a"]',
        b'["a","\\ud800"]',
        b"[" * 1_480,
    ],
    ids=lambda it: it[:12].decode(),
)
def test_a_cursor_with_anything_else_in_it_is_refused(parent, inside):
    cursor = urlsafe_b64encode(inside).decode().rstrip("=")

    assert parent.get(f"/numbers?cursor={cursor}").code == "BadCursor"


def test_of_very_many_wrong_fields_the_first_hundred_are_told(parent):
    answer = parent.post("/wishes", {f"field{number}": 1 for number in range(20_000)})

    assert (answer.status, len(answer.body["fields"])) == (422, 100)


def test_what_is_wrong_with_fields_is_looked_for_when_it_is_told():
    """Who is not let in does not hear it, so it costs nobody anything."""
    body = json.dumps({f"field{number}": 1 for number in range(20_000)}).encode()

    tracemalloc.start()
    with pytest.raises(InvalidRequest) as refused:
        parse_body(body, toy.Wish)
    to_refuse = tracemalloc.get_traced_memory()[1]
    told = len(refused.value.problems)
    to_tell = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert told == 100
    assert to_refuse * 10 < to_tell


@pytest.mark.parametrize("word", ["null", "NULL"])
def test_the_word_null_in_a_query_is_no_value_of_a_choice(word):
    class Chosen(Struct):
        kind: Literal["extra"] | None = None
        text: str | None = None

    assert parse_texts({"text": word}, Chosen).text == word
    with pytest.raises(InvalidRequest) as refused:
        parse_texts({"kind": word}, Chosen)

    assert [it.path for it in refused.value.problems] == ["kind"]


def test_a_cursor_of_another_organisation_is_refused(http, parent):
    cursor = parent.get("/numbers").body["next"]
    other = http("madelief").signed_in(families=PARENT)

    answer = other.get(f"/numbers?cursor={cursor}")

    assert (answer.status, answer.code) == (422, "BadCursor")


def test_cookies_are_for_browsers_and_for_us_only(http):
    answer = http().post("/doors/in")

    assert answer.headers["set-cookie"] == [
        "__Host-session=abc; Path=/; Secure; HttpOnly; SameSite=Lax"
    ]


def test_a_session_ends_by_the_clock(parent):
    clock.start_at(NOW.replace(hour=11))

    assert parent.get("/numbers").status == 401


def test_one_line_is_logged_without_personal_data(parent, caplog):
    parent.post("/wishes", WISH)

    (record,) = caplog.records
    line = AsJson().format(record)
    assert (
        json.loads(line).items()
        >= {
            "message": "POST /wishes",
            "organisation": "zonnebloem",
            "status": 201,
            "dynamodb_requests": 1,
        }.items()
    )
    assert not any(word in line for word in ("Noor", "anna", "__Host"))


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (
            "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
            "Firefox, Android",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("curl/8.1", ""),
    ],
)
def test_a_device_is_called_by_browser_and_system(user_agent, words):
    assert device_words(user_agent) == words
