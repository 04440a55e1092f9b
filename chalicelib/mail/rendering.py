"""From a letter to a MIME message in its language and in the organisation's style."""

import re
from datetime import date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalicelib.core.language import Language
from chalicelib.core.money import in_euros
from chalicelib.core.periods import Month
from chalicelib.core.words import in_words
from chalicelib.mail import links
from chalicelib.mail.links import Link
from chalicelib.mail.logo import Logo
from chalicelib.mail.message import Letter, Letterhead

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
_IN_ADDRESSES = re.compile(r'[()<>\[\]:;@\\,"]')


def render(
    letter: Letter, letterhead: Letterhead, *, sender: str, events: str, logo: Logo | None = None
) -> EmailMessage:
    """Return subject, plain text and HTML as one message, tagged for SES's events.

    :raises jinja2.UndefinedError: the template uses a value that the letter does not have.
    """
    local, _, domain = sender.partition("@")
    message = EmailMessage()
    message["From"] = Address(_display_name(letterhead.name), local, domain)
    message["To"] = Address(_display_name(letter.to.name), addr_spec=letter.to.email)
    message["Reply-To"] = letterhead.email
    message["Subject"] = _header(_part(letter, letterhead, "subject.txt"))
    message["Message-ID"] = f"<{letter.letter_id}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-SES-CONFIGURATION-SET"] = events
    tags = {
        "organisation": letter.organisation_id,
        "letter": letter.letter_id,
        "about": letter.about,
    }
    message["X-SES-MESSAGE-TAGS"] = ", ".join(f"{name}={it}" for name, it in tags.items() if it)
    message.set_content(_part(letter, letterhead, "txt"))
    message.add_alternative(_part(letter, letterhead, "html", logo), subtype="html")
    if logo:
        _enclose(logo, message)
    return message


def attach(message: EmailMessage, data: bytes, *, name: str, content_type: str) -> None:
    main, _, sub = content_type.partition("/")
    message.add_attachment(data, maintype=main, subtype=sub, filename=name)


def _header(text: str) -> str:
    """Return the text in one line, and none of it as an encoded word.

    `email` decodes what looks like one ("=?utf-8?q?=0D=0ABcc:...?="), line breaks in it as well,
    and those would begin a header of their own.
    """
    return " ".join(text.split()).replace("=?", "= ?")


def _display_name(text: str) -> str:
    """Return the name without what has a meaning in addresses.

    `email` quotes such a name, and forgets the quotation marks where it folds a long one.
    """
    return _header(_IN_ADDRESSES.sub(" ", text))


def _enclose(logo: Logo, message: EmailMessage) -> None:
    html = message.get_body(("html",))
    if isinstance(html, EmailMessage):
        cid = f"<{logo.content_id}>"
        html.add_related(logo.png, "image", "png", cid=cid, disposition="inline")


def _part(letter: Letter, letterhead: Letterhead, part: str, logo: Logo | None = None) -> str:
    language = letter.to.language
    template = _environment().get_template(f"{letter.template}/{language}.{part}")
    values = {name: _value(value) for name, value in letter.values.items()}
    return template.render(
        values,
        language=language,
        name=letter.to.name,
        letterhead=letterhead,
        logo=logo,
        organisation_id=letter.organisation_id,
    )


def _value(plain: Any) -> Any:
    """Return the day, instant, month or link that `message._plain` made plain."""
    match plain:
        case {"instant": text}:
            return datetime.fromisoformat(text)
        case {"day": text}:
            return date.fromisoformat(text)
        case {"month": text}:
            return Month.parse(text)
        case {"link": link}:
            return Link.of(link)
        case [*many]:
            return [_value(each) for each in many]
    return plain


@cache
def _environment() -> "Environment":
    # Imported here: the API registers the mail jobs, but never renders a mail.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=lambda name: bool(name and name.endswith(".html")),  # noqa: S701 - HTML only
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

    @pass_context
    def words(context: Any, value: Any) -> str:
        return in_words(value, Language(context["language"]))

    @pass_context
    def euros(context: Any, amount: Any) -> str:
        return in_euros(int(amount), Language(context["language"]))

    @pass_context
    def url(context: Any, link: Link) -> str:
        return links.address_of(
            link,
            organisation_id=context["organisation_id"],
            origin=context["letterhead"].origin,
        )

    environment.filters |= {"in_words": words, "euros": euros, "url": url}
    return environment
