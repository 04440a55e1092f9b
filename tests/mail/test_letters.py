"""A letter goes once, its link is the same every time, and what becomes of it is kept."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from chalicelib.accounts.mails import Activation
from chalicelib.aws import files
from chalicelib.aws.transactions import Transaction
from chalicelib.core.language import Language
from chalicelib.mail import links, service
from chalicelib.mail.links import Link
from chalicelib.mail.message import Addressee, Attachment
from chalicelib.mail.store import MailStore
from chalicelib.outbox import service as outbox
from chalicelib.outbox.model import CLAIM, StillClaimed
from chalicelib.settings import settings
from tests.aws_events import at_once, is_down
from tests.builders import ORGANISATION, an_organisation
from tests.conftest import NOW, client

ANNA = Addressee("anna@voorbeeld.example", "Anna", Language.NL)
ABOUT = "account-anna"
ANNAS = {"pk": f"ORG#{ORGANISATION}#ACCOUNT#anna", "sk": "ACCOUNT"}
LINK = Link("/activate", "link1", "activation", 3, NOW + timedelta(days=7))


def a_letter(to=ANNA, *, letter_id="letter1", about=None, attachments=()):
    mail = Activation(("anna@voorbeeld.example",), LINK, LINK.expires_at)
    return mail.to(
        to,
        organisation_id=ORGANISATION,
        attachments=attachments,
        letter_id=letter_id,
        about=about,
    )


@pytest.fixture(autouse=True)
def organisation():
    an_organisation()


@pytest.fixture
def posted():
    letter = a_letter()
    post(letter)
    return letter


def post(letter):
    transaction = Transaction()
    service.post(letter, transaction=transaction, now=NOW)
    transaction.commit()
    if letter.about:
        note_newest(letter)


def note_newest(letter):
    """As the room does whose thing the letter is about."""
    item = {"letter_id": letter.letter_id, "letter_state": "posted", "letter_at": NOW.isoformat()}
    client("dynamodb").put_item(
        TableName=settings().table,
        Item={name: {"S": value} for name, value in {**ANNAS, **item}.items()},
    )


def deliver(letter_id="letter1", now=NOW):
    outbox.do(
        service.deliver,
        organisation_id=ORGANISATION,
        errand_id=letter_id,
        lasting=CLAIM,
        now=now,
    )


def state(letter_id="letter1"):
    """What became of a letter that is about nothing else."""
    letter = MailStore(ORGANISATION).letter(letter_id)
    return letter.state if letter else "posted"


def newest():
    """Which letter about Anna is the newest, and what became of it."""
    key = {name: {"S": value} for name, value in ANNAS.items()}
    item = client("dynamodb").get_item(TableName=settings().table, Key=key)["Item"]
    return item["letter_id"]["S"], item["letter_state"]["S"]


def event(kind, *, letter_id="letter1", about=None, **more):
    tags = {"organisation": [ORGANISATION], "letter": [letter_id]}
    tags |= {"about": [about]} if about else {}
    return {
        "eventType": kind,
        "mail": {"messageId": "m", "destination": [ANNA.email], "tags": tags},
        **more,
    }


@pytest.mark.usefixtures("posted")
def test_a_letter_goes_once_however_often_it_is_delivered(sent_mails):
    deliver()
    deliver()

    (message,) = sent_mails()
    assert message["to"] == "Anna <anna@voorbeeld.example>"
    assert message["reply-to"] == "info@zonnebloem.example"
    assert state() == "sent"


@pytest.mark.usefixtures("posted")
def test_two_deliveries_at_once_send_one_mail(sent_mails):
    def attempt():
        try:
            deliver()
        except StillClaimed:
            return "again later"
        return "done"

    with ThreadPoolExecutor(2) as pool, at_once(2, "UpdateItem"):
        for each in [pool.submit(attempt), pool.submit(attempt)]:
            each.result()

    assert len(sent_mails()) == 1


@pytest.mark.usefixtures("posted")
def test_a_letter_that_ses_could_not_take_goes_later_with_the_same_link(sent_mails):
    with is_down("sesv2"), pytest.raises(ConnectionError):
        deliver()
    deliver()

    (message,) = sent_mails()
    address = f"https://zonnebloem.kiekeboe.example/activate#{token()}"
    assert address in message.get_body(["plain"]).get_content()
    assert address in message.get_body(["html"]).get_content()


def token(link=LINK, organisation_id=ORGANISATION):
    return links.token_of(link, organisation_id=organisation_id)


@pytest.mark.usefixtures("posted")
def test_nothing_that_waits_holds_a_usable_token():
    table = client("dynamodb").scan(TableName="kiekeboe-portaltable")["Items"]

    assert "link1" in json.dumps(table)
    assert token().partition("~")[2] not in json.dumps(table)


@pytest.mark.parametrize(
    "other",
    [
        {"link_id": "link2"},
        {"purpose": "reset"},
        {"generation": 4},
        {"expires_at": NOW},
    ],
)
def test_a_token_is_good_for_exactly_one_link(other):
    changed = Link(**{**vars(LINK), **other})

    assert links.is_token_of(LINK, token(), organisation_id=ORGANISATION)
    assert not links.is_token_of(changed, token(), organisation_id=ORGANISATION)
    assert not links.is_token_of(LINK, token(), organisation_id="madelief")


def test_an_attachment_goes_along(sent_mails):
    files.write("invoices/zonnebloem/1.pdf", b"%PDF-1.7", content_type="application/pdf")
    attachment = Attachment("invoices/zonnebloem/1.pdf", "factuur 李.pdf", "application/pdf")
    post(a_letter(attachments=(attachment,)))

    deliver()

    (message,) = sent_mails()
    (file,) = message.iter_attachments()
    assert (file.get_filename(), file.get_content()) == ("factuur 李.pdf", b"%PDF-1.7")


@pytest.mark.usefixtures("posted")
@pytest.mark.parametrize(
    ("kind", "more", "becomes"),
    [
        ("Delivery", {}, "delivered"),
        ("Bounce", {"bounce": {"bounceType": "Permanent"}}, "bounced"),
        ("Bounce", {"bounce": {"bounceType": "Transient"}}, "sent"),
        ("Complaint", {}, "complained"),
        ("Open", {}, "sent"),
    ],
)
def test_what_ses_tells_is_kept(kind, more, becomes):
    deliver()

    service.note_event(event(kind, **more), now=NOW)
    service.note_event(event(kind, **more), now=NOW)

    assert state() == becomes


@pytest.mark.usefixtures("posted")
def test_events_may_come_in_any_order():
    service.note_event(event("Bounce"), now=NOW)
    service.note_event(event("Delivery"), now=NOW)
    deliver()

    assert state() == "bounced"


def test_an_address_that_bounced_gets_no_more_mail_until_a_colleague_has_checked_it(sent_mails):
    service.note_event(event("Bounce"), now=NOW)
    post(a_letter())
    deliver()
    assert (sent_mails(), state()) == ([], "bounced")

    transaction = Transaction()
    service.accept_address(
        ANNA.email.upper(), organisation_id=ORGANISATION, transaction=transaction
    )
    service.post(a_letter(letter_id="letter2"), transaction=transaction, now=NOW)
    transaction.commit()
    deliver("letter2")

    assert len(sent_mails()) == 1


def test_what_became_of_the_newest_letter_about_something_is_known_from_the_moment_it_is_posted(
    sent_mails,
):
    post(a_letter(about=ABOUT))
    assert newest() == ("letter1", "posted")

    deliver()
    deliver()
    (message,) = sent_mails()
    assert "about=account-anna" in message["x-ses-message-tags"]
    assert newest()[1] == "sent"

    for told, becomes in [
        ("Delivery", "delivered"),
        ("Delivery", "delivered"),
        ("Bounce", "bounced"),
        ("Delivery", "bounced"),
    ]:
        service.note_event(event(told, about=ABOUT), now=NOW)
        assert newest()[1] == becomes


@pytest.mark.parametrize("told", ["Delivery", "Bounce", "Complaint"])
def test_what_is_told_late_of_an_older_letter_says_nothing_of_the_newer_one(told):
    post(a_letter(about=ABOUT))
    post(a_letter(letter_id="letter2", about=ABOUT))

    service.note_event(event(told, about=ABOUT), now=NOW)
    service.note_event(event(told, about=ABOUT), now=NOW)

    assert newest() == ("letter2", "posted")


def test_an_older_letter_that_goes_late_says_nothing_of_the_newer_one(sent_mails):
    post(a_letter(about=ABOUT))
    post(a_letter(letter_id="letter2", about=ABOUT))
    deliver("letter2")
    service.note_event(event("Delivery", letter_id="letter2", about=ABOUT), now=NOW)

    deliver("letter1")

    assert len(sent_mails()) == 2
    assert newest() == ("letter2", "delivered")


def test_a_newer_letter_begins_anew_after_one_that_bounced():
    post(a_letter(about=ABOUT))
    service.note_event(event("Bounce", about=ABOUT), now=NOW)

    post(a_letter(letter_id="letter2", about=ABOUT))

    assert newest() == ("letter2", "posted")


def test_a_letter_that_was_not_posted_after_all_changes_nothing():
    post(a_letter(about=ABOUT))
    transaction = Transaction()
    service.post(a_letter(letter_id="letter2", about=ABOUT), transaction=transaction, now=NOW)

    assert newest() == ("letter1", "posted")


def test_an_event_about_a_mail_that_is_not_ours_is_left_alone():
    service.note_event({"eventType": "Bounce", "mail": {"tags": {}}}, now=NOW)
    service.note_event({}, now=NOW)

    assert state() == "posted"
