"""`/mailbox`: the mails as people would see them, with links that work; `/-/mails`: for scripts."""

import re
from email.message import EmailMessage
from email.utils import formatdate
from html import escape
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from infra.local.mailbox import Mail, Mailbox, attachments
from infra.local.pages import page
from infra.local.wire import Answer, as_html, as_json

_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
_HEAD = re.compile(r"<head(?:\s[^>]*)?>|\A(?!.*<head[\s>])", re.IGNORECASE | re.DOTALL)

OF_LISTS = "default-src 'none'; style-src 'self'; frame-src 'self'; frame-ancestors 'none'"
# A mail is somebody else's HTML: no scripts, no forms; links leave the frame when they are tapped.
OF_MAILS = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: https: http:; "
    "frame-ancestors 'self'"
)
SANDBOX = "allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"


def answer(mailbox: Mailbox, path: str) -> Answer:
    """Return the page of `/mailbox`, `/mailbox/<id>`, its `/html`, or its `/part/<number>`."""
    mail_id, _, rest = path.removeprefix("/mailbox").strip("/").partition("/")
    if not mail_id:
        return _page(_list(mailbox))
    mail = mailbox.find(mail_id)
    if not mail:
        return as_html(page("There is no such mail", ""), HTTPStatus.NOT_FOUND)
    if rest == "html":
        return _html(mail)
    kind, _, number = rest.partition("/")
    if kind == "part" and number.isdecimal() and int(number) < len(mail.parts):
        return _part(mail.parts[int(number)])
    return _page(_detail(mail))


def as_values(mailbox: Mailbox) -> Answer:
    return as_json([_value(it) for it in mailbox.mails])


def _value(mail: Mail) -> dict[str, Any]:
    text = mail.body("plain")
    return {
        "id": mail.id,
        "at": mail.at.isoformat(),
        "from": str(mail.message["From"]),
        "to": list(mail.to),
        "subject": mail.subject,
        "text": text,
        "html": mail.body("html"),
        "links": _LINK.findall(text),
        "tags": mail.tags,
        "attachments": [
            {
                "name": it.get_filename(),
                "type": it.get_content_type(),
                "path": f"/mailbox/{mail.id}/part/{at}",
            }
            for at, it in attachments(mail)
        ],
    }


def _page(html: str) -> Answer:
    return as_html(html).adding(("Content-Security-Policy", OF_LISTS))


def _list(mailbox: Mailbox) -> str:
    rows = "".join(
        f'<tr><td><a href="/mailbox/{escape(it.id)}">{escape(it.subject)}</a></td>'
        f"<td>{escape(', '.join(it.to))}</td><td>{it.at:%d-%m-%Y %H:%M:%S} UTC</td></tr>"
        for it in mailbox.mails
    )
    head = "<tr><th>Subject</th><th>To</th><th>Sent</th></tr>"
    content = f"<table>{head}{rows}</table>" if rows else "<p>No mail has been sent yet.</p>"
    return page("Mailbox", content, head='<meta http-equiv="refresh" content="5">')


def _detail(mail: Mail) -> str:
    files = "".join(
        f'<li><a href="/mailbox/{mail.id}/part/{at}">{escape(it.get_filename() or "")}</a></li>'
        for at, it in attachments(mail)
    )
    shown = (
        f'<iframe title="HTML" src="/mailbox/{mail.id}/html" sandbox="{SANDBOX}"></iframe>'
        if mail.body("html")
        else ""
    )
    return page(
        mail.subject,
        '<p><a href="/mailbox">All mails</a></p>'
        f"<p>To: {escape(', '.join(mail.to))}<br>From: {escape(str(mail.message['From']))}<br>"
        f"Sent: {formatdate(mail.at.timestamp())}</p>"
        f"{f'<ul>{files}</ul>' if files else ''}{shown}"
        f"<h2>Text</h2><pre>{_linked(mail.body('plain'))}</pre>",
    )


def _linked(text: str) -> str:
    pieces, at = [], 0
    for link in _LINK.finditer(text):
        address = escape(link[0])
        pieces += [escape(text[at : link.start()]), f'<a href="{address}">{address}</a>']
        at = link.end()
    return "".join([*pieces, escape(text[at:])])


def _html(mail: Mail) -> Answer:
    """Return the HTML part with its pictures from the mail, and links that open outside."""
    html = mail.body("html")
    for at, part in enumerate(mail.parts):
        if content_id := str(part["Content-ID"] or "").strip("<> "):
            html = html.replace(f"cid:{content_id}", f"/mailbox/{mail.id}/part/{at}")
    html = _HEAD.sub(r'\g<0><base target="_top">', html, count=1)
    return as_html(html).adding(("Content-Security-Policy", OF_MAILS))


def _part(part: EmailMessage) -> Answer:
    name = quote(part.get_filename() or "part", safe="")
    data = part.get_payload(decode=True)
    return Answer(
        HTTPStatus.OK,
        (
            ("Content-Type", part.get_content_type()),
            ("Content-Disposition", f"attachment; filename*=UTF-8''{name}"),
            ("X-Content-Type-Options", "nosniff"),
        ),
        data if isinstance(data, bytes) else b"",
    )
