"""Staff add colleagues, change what they may do, and help people who are stuck."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import colleagues, service
from chalicelib.core import clock
from chalicelib.core.callers import Role
from chalicelib.core.errors import Busy
from chalicelib.mail import service as mail
from tests.accounts.builders import (
    PASSWORD,
    a_colleague,
    a_person,
    activated_account,
    an_account,
)
from tests.accounts.letters import carry, token_in
from tests.accounts.steps import activate, invited, log_in, reset
from tests.aws_events import at_once, conflicts, requests_to_the_table
from tests.builders import LADYBIRDS, ORGANISATION, a_caller, an_organisation
from tests.conftest import NOW

WORKER = {
    "name": "Wim de Groot",
    "email": "wim@zonnebloem.example",
    "language": "nl",
    "role": "group_worker",
    "group_ids": ["ladybirds"],
}


@pytest.fixture(autouse=True)
def organisation():
    owls = replace(LADYBIRDS, group_id="owls", name="Uilen")
    an_organisation(groups=(LADYBIRDS, owls))


@pytest.fixture
def boss(browser):
    return browser().signed_in(
        account_id=an_account(a_colleague("boss@b.example", role=Role.ADMINISTRATOR))
    )


@pytest.fixture
def office(browser):
    return browser().signed_in(account_id=an_account(a_colleague()))


def change(boss, account_id, **what):
    body = {"role": "group_worker", "group_ids": [], "disabled": False, **what}
    return boss.put(f"/staff/colleagues/{account_id}", body)


def event(kind, message):
    """What SES tells of a mail, with the tags that stand in it."""
    pairs = (it.strip().partition("=") for it in message["x-ses-message-tags"].split(","))
    tags = {name: [value] for name, _, value in pairs}
    to = [it.addr_spec for it in message["to"].addresses]
    mail.note_event({"eventType": kind, "mail": {"destination": to, "tags": tags}}, now=clock.now())


def see(office, account_id):
    return office.get(f"/staff/accounts/{account_id}").body


def test_a_new_colleague_gets_a_mail_and_may_do_what_was_said(boss, browser, sent_mails):
    answer = boss.post("/staff/colleagues", WORKER)
    assert (answer.status, answer.body["state"]) == (201, "invited")
    carry()
    tablet = browser()
    activate(tablet, token_in(sent_mails()[-1]))
    log_in(tablet, PASSWORD, name=WORKER["email"])

    me = tablet.get("/session").body
    assert (me["roles"], me["group_ids"]) == (["group_worker"], ["ladybirds"])
    assert tablet.get("/staff/colleagues").status == 200
    assert tablet.post("/staff/colleagues", WORKER).code == "Forbidden"
    assert tablet.get(f"/staff/accounts/{me['account_id']}").code == "Forbidden"


def test_a_colleague_is_added_once(boss):
    boss.post("/staff/colleagues", WORKER)

    refusal = boss.post("/staff/colleagues", {**WORKER, "email": "WIM@zonnebloem.example"})

    assert (refusal.status, refusal.code) == (409, "ColleagueExists")


def test_a_parent_who_comes_to_work_here_keeps_the_password(boss, browser):
    anna = activated_account()

    answer = boss.post("/staff/colleagues", {**WORKER, "email": "anna@voorbeeld.example"})

    assert (answer.body["account_id"], answer.body["state"]) == (anna, "activated")
    phone = browser()
    log_in(phone, PASSWORD)
    assert phone.get("/session").body["roles"] == ["group_worker", "parent"]


@pytest.mark.parametrize("email", ["wim@zonnebloem.example", " ANNA@Voorbeeld.example"])
def test_to_add_a_colleague_takes_three_requests_whether_the_address_is_known_or_not(boss, email):
    activated_account()
    boss.get("/staff/configuration")

    with requests_to_the_table() as sent:
        assert boss.post("/staff/colleagues", {**WORKER, "email": email.strip()}).status == 201

    assert len(sent) <= 3


def test_a_colleague_is_written_and_invited_together_or_not_at_all(boss, sent_mails):
    with conflicts(99):
        assert boss.post("/staff/colleagues", WORKER).code == "Busy"
    carry()

    assert [it["person"]["name"] for it in boss.get("/staff/colleagues").body["colleagues"]] == [
        "Petra Bos"
    ]
    assert sent_mails() == []


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"role": "operator"}, "InvalidRequest"),
        ({"role": "parent"}, "InvalidRequest"),
        ({"group_ids": ["nergens"]}, "NotFound"),
        ({"group_ids": ["../x"]}, "InvalidRequest"),
        ({"email": "wim@@b.example"}, "NotAnEmail"),
        ({"name": "\u2028"}, "InvalidRequest"),
        ({"language": "fr"}, "InvalidRequest"),
    ],
)
def test_a_colleague_that_cannot_be_is_refused(boss, what, code):
    assert boss.post("/staff/colleagues", {**WORKER, **what}).code == code


def test_a_changed_role_counts_at_the_next_request(boss, browser):
    petra = an_account(a_colleague())
    tablet = browser().signed_in(account_id=petra)
    assert tablet.get(f"/staff/accounts/{petra}").status == 200

    answer = change(boss, petra, role="group_worker", group_ids=["owls"])

    assert (answer.body["role"], answer.body["group_ids"]) == ("group_worker", ["owls"])
    assert tablet.get(f"/staff/accounts/{petra}").code == "Forbidden"
    assert tablet.get("/session").body["group_ids"] == ["owls"]


def test_a_colleague_who_is_switched_off_is_out_at_the_next_request(boss, browser):
    petra = activated_account(a_colleague())
    tablet = browser().signed_in(account_id=petra)

    assert change(boss, petra, disabled=True).body["person"]["state"] == "disabled"

    assert tablet.get("/session").status == 401
    assert log_in(tablet, PASSWORD, name="petra@zonnebloem.example").code == "LogInFailed"
    change(boss, petra, disabled=False)
    assert log_in(tablet, PASSWORD, name="petra@zonnebloem.example").status == 201


def test_who_leaves_stays_a_parent(boss, browser):
    anna = an_account(a_person(staff_role=Role.PLANNER))
    phone = browser().signed_in(account_id=anna)

    change(boss, anna, role=None)

    assert phone.get("/session").body["roles"] == ["parent"]
    assert phone.get("/staff/colleagues").code == "Forbidden"
    assert change(boss, anna).code == "NotFound"


def test_nobody_changes_their_own_role(boss):
    me = boss.get("/session").body["account_id"]

    assert change(boss, me).code == "NotYourself"


def test_a_parent_or_a_stranger_is_no_colleague(boss):
    an_organisation("madelief")
    there = an_account(a_colleague(), organisation_id="madelief")

    for account_id in (an_account(), there, "nobody"):
        assert change(boss, account_id).code == "NotFound"


def test_two_administrators_do_not_take_each_others_role_at_once():
    ids = [an_account(a_colleague(f"{name}@b.example", role=Role.ADMINISTRATOR)) for name in "ab"]

    def take_role(pair):
        me, other = pair
        caller = a_caller(account_id=me, staff_role=Role.ADMINISTRATOR)
        try:
            colleagues.change_colleague(
                caller=caller,
                account_id=other,
                role=None,
                group_ids=frozenset(),
                is_disabled=False,
                now=NOW,
            )
        except Busy:
            return False
        return True

    with ThreadPoolExecutor(2) as pool, at_once(2):
        done = list(pool.map(take_role, [ids, ids[::-1]]))

    assert sorted(done) == [False, True]
    assert len(service.staff_of(ORGANISATION).items) == 1


def test_colleagues_are_listed_page_by_page(boss):
    for n in range(3):
        an_account(a_colleague(f"c{n}@b.example", name=f"Collega {n}"))

    listed = boss.get("/staff/colleagues").body

    assert [it["person"]["name"] for it in listed["colleagues"]] == [
        "Collega 0",
        "Collega 1",
        "Collega 2",
        "Petra Bos",
    ]
    assert listed["next"] is None
    assert boss.get("/staff/colleagues?cursor=x").code == "BadCursor"


def test_staff_see_how_far_a_parent_has_come(office, sent_mails):
    anna = an_account()
    assert see(office, anna)["state"] == "not_invited"

    service.invite(account_id=anna, organisation_id=ORGANISATION, now=NOW)
    assert see(office, anna)["state"] == "invited"
    carry()
    assert (see(office, anna)["state"], see(office, anna)["letter"]) == ("invited", "sent")
    (message,) = sent_mails()
    event("Delivery", message)
    assert see(office, anna)["state"] == "delivered"
    event("Bounce", message)
    assert see(office, anna)["state"] == "bounced"


def test_staff_see_how_far_many_people_have_come_at_once(office, browser):
    an_organisation("madelief")
    there = an_account(organisation_id="madelief")
    anna, petra = invited(), activated_account(a_colleague("piet@b.example", name="Piet"))

    answer = office.get(f"/staff/accounts?account_ids={anna},{petra},{there},nobody")

    assert {it["account_id"]: it["state"] for it in answer.body["people"]} == {
        anna: "invited",
        petra: "activated",
    }
    many = ",".join(f"a{number}" for number in range(101))
    assert office.get(f"/staff/accounts?account_ids={many}").code == "InvalidRequest"
    worker = browser().signed_in(staff_role=Role.GROUP_WORKER)
    assert worker.get(f"/staff/accounts?account_ids={anna}").code == "Forbidden"


def test_the_list_of_colleagues_says_how_far_each_has_come(boss, sent_mails):
    boss.post("/staff/colleagues", WORKER)
    carry()
    (message,) = sent_mails()
    event("Bounce", message)

    listed = boss.get("/staff/colleagues").body["colleagues"]

    assert [it["person"]["state"] for it in listed] == ["not_invited", "bounced"]


@pytest.mark.parametrize("told", ["Delivery", "Bounce", "Complaint"])
def test_what_is_told_late_of_an_earlier_mail_says_nothing_of_the_newest(office, told, sent_mails):
    anna = invited()
    carry()
    (earlier,) = sent_mails()
    office.post(f"/staff/accounts/{anna}/invitations")

    event(told, earlier)

    seen = see(office, anna)
    assert (seen["state"], seen["letter"]) == ("invited", "posted")


def test_who_gets_another_address_was_not_invited_there_whatever_became_of_the_mail(
    office, sent_mails
):
    anna = invited()
    carry()

    an_account(a_person("ana@voorbeeld.example"))
    event("Delivery", *sent_mails())

    seen = see(office, anna)
    assert (seen["email"], seen["state"]) == ("ana@voorbeeld.example", "not_invited")


def test_a_mail_to_confirm_an_address_says_nothing_of_the_invitation(office, browser, sent_mails):
    anna = activated_account()
    office.post(f"/staff/accounts/{anna}/invitations")
    phone = browser().signed_in(account_id=anna)
    phone.post("/email-changes", {"email": "nieuw@voorbeeld.example"})
    carry()

    (message,) = (it for it in sent_mails() if "nieuw@voorbeeld.example" in it["to"])
    event("Bounce", message)

    assert see(office, anna)["letter"] == "sent"


def test_a_fresh_link_goes_to_an_address_that_bounced(office, browser, sent_mails):
    anna = invited()
    carry()
    event("Bounce", *sent_mails())

    answer = office.post(f"/staff/accounts/{anna}/invitations")

    assert (answer.status, answer.body["state"]) == (201, "invited")
    carry()
    older, newer = map(token_in, sent_mails())
    assert activate(browser(), older).code == "LinkExpired"
    assert activate(browser(), newer).status == 201
    assert see(office, anna)["state"] == "activated"


def test_a_parent_who_is_in_gets_a_link_for_a_new_password(office, browser, sent_mails):
    anna = activated_account()

    office.post(f"/staff/accounts/{anna}/invitations")

    carry()
    assert reset(browser(), token_in(sent_mails()[-1])).status == 201


def test_a_link_for_a_new_password_takes_a_password_of_just_now(office):
    anna = activated_account()
    clock.start_at(NOW + timedelta(minutes=16))

    assert office.post(f"/staff/accounts/{anna}/invitations").code == "PasswordNeeded"


def test_a_parent_gets_ten_links_a_day_from_staff(office):
    anna = an_account()
    for _ in range(10):
        assert office.post(f"/staff/accounts/{anna}/invitations").status == 201

    assert office.post(f"/staff/accounts/{anna}/invitations").status == 429


def test_nobody_is_helped_who_is_elsewhere_or_switched_off(office, boss):
    an_organisation("madelief")
    there = an_account(organisation_id="madelief")
    off = an_account(a_colleague("x@b.example"))
    change(boss, off, disabled=True)

    assert office.post(f"/staff/accounts/{there}/invitations").code == "NotFound"
    assert office.get(f"/staff/accounts/{there}").code == "NotFound"
    assert office.post(f"/staff/accounts/{off}/invitations").code == "AccountDisabled"


def test_a_parent_sees_nothing_of_this(browser):
    phone = browser().signed_in(account_id=an_account())

    for path in ("/staff/colleagues", "/staff/accounts/x"):
        assert phone.get(path).code == "Forbidden"
    assert phone.post("/staff/accounts/x/invitations").code == "Forbidden"
