"""Log-in and forgotten password answer alike, and do alike, whoever is asked for."""

import sys
from contextlib import contextmanager

import pytest

from chalicelib.accounts import service
from chalicelib.accounts.login_store import LoginStore
from chalicelib.accounts.model import MOST_FAILURES, LogInFailed, Purpose
from chalicelib.aws.transactions import Transaction
from chalicelib.core import clock
from chalicelib.core.callers import Role
from tests.accounts.builders import (
    PASSWORD,
    a_colleague,
    a_person,
    activated_account,
    an_account,
    failed_in_a_row,
    newest_token,
)
from tests.accounts.factors import turned_on
from tests.aws_events import traced
from tests.builders import ORGANISATION, an_organisation
from tests.conftest import NOW

NAMES = {
    "known": "anna@voorbeeld.example",
    "known by number": "10001",
    "unknown": "nobody@voorbeeld.example",
    "unknown number": "99999",
    "not activated": "bas@voorbeeld.example",
    "locked": "lotte@voorbeeld.example",
    "switched off": "petra@zonnebloem.example",
    "of another organisation": "omar@voorbeeld.example",
    "given up": "old@voorbeeld.example",
    "with a code": "carla@voorbeeld.example",
}


@pytest.fixture(autouse=True)
def people(browser):
    an_organisation()
    an_organisation("madelief")
    anna = activated_account()
    an_account(a_person("bas@voorbeeld.example", login_name="10001-2"))
    lock(activated_account(a_person("lotte@voorbeeld.example", login_name="10002")))
    switch_off(activated_account(a_colleague()))
    activated_account(a_person("omar@voorbeeld.example"), organisation_id="madelief")
    carla = activated_account(a_person("carla@voorbeeld.example", login_name="10003"))
    turned_on(browser().signed_in(account_id=carla))
    transaction = Transaction()
    LoginStore(ORGANISATION).give_up("old@voorbeeld.example", of=anna, transaction=transaction)
    transaction.commit()


def lock(account_id):
    failed_in_a_row(account_id, MOST_FAILURES)
    with pytest.raises(LogInFailed):
        failed_in_a_row(account_id, 1)


def switch_off(account_id):
    transaction = Transaction()
    service.change_staff_role(
        account_id=account_id,
        staff_role=Role.PLANNER,
        group_ids=frozenset(),
        is_disabled=True,
        organisation_id=ORGANISATION,
        transaction=transaction,
    )
    transaction.commit()


@contextmanager
def verifications():
    """Count how often argon2 verifies, as the profiler of Python sees it."""
    seen = []

    def watch(frame, event, _):
        if event == "call" and frame.f_code.co_qualname == "PasswordHasher.verify":
            seen.append(frame.f_code.co_name)

    earlier = sys.getprofile()
    sys.setprofile(watch)
    try:
        yield seen
    finally:
        sys.setprofile(earlier)


def told(answer):
    """All that a visitor can see of an answer."""
    return answer.status, answer.body, sorted(answer.headers.items())


def tried(browser, name, password):
    """All that can be seen of a log-in from outside, and of what it did."""
    with traced() as trace, verifications() as verified:
        answer = browser.post("/session", {"name": name, "password": password})
    return told(answer), trace, verified


@pytest.mark.parametrize("has_cookie", [False, True], ids=["new device", "device of another"])
def test_a_failed_log_in_says_and_does_the_same_for_everybody(browser, has_cookie):
    visitor = browser()
    if has_cookie:
        activated_account(a_person("ella@voorbeeld.example", login_name="10009"))
        visitor.post("/session", {"name": "10009", "password": PASSWORD})
    visitor.get("/organisation")
    seen = {}
    for n, (case, name) in enumerate(NAMES.items()):
        visitor.address = f"192.0.2.{n}"
        # The right password, where there is one that opens nothing.
        is_wrong = case.startswith(("known", "with"))
        password = "een heel ander wachtwoord" if is_wrong else PASSWORD
        seen[case] = tried(visitor, name, password)

    answer, trace, verified = seen["known"]
    assert (answer[0], verified) == (401, ["verify"])
    assert [operation for _, operation, *_ in trace] == [
        *["BatchGetItem"] * 2,
        "TransactWriteItems",
    ]
    for case, what in seen.items():
        assert what == seen["known"], case


def test_asking_for_a_link_says_and_does_the_same_for_everybody(browser):
    visitor = browser()
    visitor.get("/organisation")
    seen = {}
    for path in ("/password-resets", "/activations/again"):
        for case, name in NAMES.items():
            with traced() as trace:
                answer = visitor.post(path, {"name": name})
            seen[path, case] = (told(answer), trace)

    answer, trace = seen["/password-resets", "known"]
    assert answer[0] == 202
    assert [operation for _, operation, *_ in trace] == ["TransactWriteItems"]
    for case, what in seen.items():
        assert what == (answer, trace), case


def test_too_many_failures_say_and_do_the_same_for_everybody(browser):
    seen = {}
    for case in ("known", "unknown", "not activated", "locked"):
        for n in range(10):
            wrong = {"name": NAMES[case], "password": "fout fout fout fout"}
            browser(address=f"192.0.2.{n}").post("/session", wrong)
        clock.start_at(NOW)
        browser().get("/organisation")
        seen[case] = tried(browser(address=f"203.0.113.{len(seen)}"), NAMES[case], PASSWORD)

    answer, _, verified = seen["known"]
    assert (answer[0], verified) == (429, [])
    for case, what in seen.items():
        assert what == seen["known"], case


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/links/state", {}),
        ("/activations", {"password": "negen zachte dekens"}),
        ("/passwords", {"password": "negen zachte dekens"}),
        ("/email-changes/redeem", {}),
        ("/activations/again", {}),
    ],
)
def test_a_link_of_another_organisation_looks_like_one_that_never_was(browser, path, more):
    bas = an_account(a_person("bas@voorbeeld.example"), organisation_id="madelief")
    service.invite(account_id=bas, organisation_id="madelief", now=NOW)
    theirs = newest_token(bas, Purpose.ACTIVATION, organisation_id="madelief")
    browser().get("/organisation")
    seen = []
    for token in (theirs, "abcdefghijklmnopqrstuv~" + "0" * 64, "x" * 22 + "~" + "1" * 64):
        with traced() as trace:
            answer = browser().post(path, {"token": token, **more})
        seen.append((told(answer), trace))

    assert seen[0] == seen[1] == seen[2]
