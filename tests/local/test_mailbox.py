import json
from email.message import EmailMessage
from uuid import uuid4

import pytest


def post_mail(toy, to, **headers):
    mail = EmailMessage()
    mail["From"] = "Zonnetje <portal@kiekeboe.example>"
    mail["To"] = f"Zoë <{to}>"
    mail["Subject"] = f"Welkom, Zoë 🎈 {uuid4()}"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content("Kies een wachtwoord: http://zonnetje.localhost/activeren#abc.\n<b>groet</b>")
    mail.add_alternative(
        '<html><head><title>W</title></head><body><img src="cid:logo@x">Zoë</body></html>',
        subtype="html",
    )
    html = mail.get_payload()[1]
    html.add_related(b"GIF89a", "image", "gif", cid="<logo@x>")
    mail.add_attachment(
        b"%PDF-1.7", maintype="application", subtype="pdf", filename="factuur é.pdf"
    )
    assert toy.ask("POST", "/api/mails", mail.as_bytes(), X_To=to, Content_Type="application/json")
    return next(it for it in toy.portal.mails() if it["subject"] == mail["Subject"])


def event_of(toy, mail):
    found = [it for it in toy.seen("mail-events") if it["sk"] == mail["id"]]
    assert len(found) == 1
    return json.loads(found[0]["event"])


def test_a_sent_mail_is_listed_newest_first_with_its_links_and_files(toy):
    post_mail(toy, "eerder@example.nl")
    mail = post_mail(toy, "zoe@example.nl")
    assert toy.portal.mails()[0] == mail
    assert mail["to"] == ["zoe@example.nl"]
    assert mail["at"].startswith("2028-02-29T22:3")
    assert mail["links"] == ["http://zonnetje.localhost/activeren#abc"]
    (file,) = mail["attachments"]
    assert (file["name"], file["type"]) == ("factuur é.pdf", "application/pdf")
    assert toy.ask("GET", file["path"]).body == b"%PDF-1.7"


def test_the_mailbox_shows_list_mail_and_html_on_any_host(toy):
    mail = post_mail(toy, "zoe@example.nl")
    listed = toy.ask("GET", "/mailbox").body.decode()
    assert mail["subject"] in listed
    shown = toy.ask("GET", f"/mailbox/{mail['id']}").body.decode()
    assert '<a href="http://zonnetje.localhost/activeren#abc">' in shown
    assert "&lt;b&gt;groet&lt;/b&gt;" in shown
    assert 'sandbox="allow-popups' in shown
    html = toy.ask("GET", f"/mailbox/{mail['id']}/html")
    assert '<head><base target="_top">' in html.body.decode()
    assert "script" not in html.headers["Content-Security-Policy"]
    picture = html.body.decode().partition('src="')[2].partition('"')[0]
    # A sandboxed frame has no origin of its own.
    assert toy.ask("GET", picture, Origin="null").body == b"GIF89a"


def test_a_mail_that_is_not_there_is_not_found(toy):
    assert toy.ask("GET", "/mailbox/none").status == 404


@pytest.mark.parametrize(
    ("to", "kind", "detail"),
    [
        ("zoe@example.nl", "Delivery", {"recipients": ["zoe@example.nl"]}),
        ("bounce+1@example.nl", "Bounce", {"bounceType": "Permanent"}),
        ("complaint@example.nl", "Complaint", {"complaintFeedbackType": "abuse"}),
    ],
)
def test_ses_tells_afterwards_what_became_of_a_mail(toy, to, kind, detail):
    mail = post_mail(toy, to, X_SES_MESSAGE_TAGS="organisation=zonnetje, letter=42")
    event = event_of(toy, mail)
    assert event["eventType"] == kind
    assert event["mail"]["destination"] == [to]
    assert event["mail"]["tags"] == {"organisation": ["zonnetje"], "letter": ["42"]}
    assert detail.items() <= event[kind.lower()].items()
