"""Every mail, in every language, with every value it needs."""

from email import message_from_bytes, policy
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path

import jinja2
import pytest

import chalicelib
from chalicelib.core.language import Language
from chalicelib.mail.message import Addressee, Letter, Letterhead, Mail
from chalicelib.mail.rendering import TEMPLATES, render

for path in sorted(Path(chalicelib.__file__).parent.glob("*/mails.py")):
    import_module(f"chalicelib.{path.parent.name}.mails")
MAILS = sorted(Mail.__subclasses__(), key=lambda mail: mail.template)
LETTERHEAD = Letterhead(
    name="Kinderopvang Zonnebloem & Zn",
    colour="#2f6f5e",
    origin="https://zonnebloem.kiekeboe.example",
    email="info@zonnebloem.example",
    phone="023-1234567",
    address="Rijksstraatweg 1, 2022 DA Haarlem",
)


def rendered(mail, language, name="Anna <b>Öztürk</b> 李"):
    letter = mail.example().to(
        Addressee("anna@voorbeeld.example", name, language), organisation_id="zonnebloem"
    )
    message = render(letter, LETTERHEAD, sender="portal@kiekeboe.example", events="kiekeboe")
    return message_from_bytes(message.as_bytes(), policy=policy.default)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.template)
def test_a_mail_has_a_subject_a_text_and_html(mail, language):
    message = rendered(mail, language)
    html = message.get_body(["html"]).get_content()
    text = message.get_body(["plain"]).get_content()

    assert message["subject"].strip()
    assert message["from"] == "Kinderopvang Zonnebloem & Zn <portal@kiekeboe.example>"
    assert f'<html lang="{language}">' in html
    for part in (text, html):
        assert LETTERHEAD.phone in part
        assert "{" not in part.replace("{{", "")
    assert "Zonnebloem & Zn" in text
    assert "Zonnebloem &amp; Zn" in html


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.template)
def test_what_people_write_is_never_markup(mail, language):
    html = rendered(mail, language).get_body(["html"]).get_content()

    assert "<b>Öztürk" not in html


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.template)
def test_html_is_closed_where_it_was_opened(mail, language):
    checker = _Balance()
    checker.feed(rendered(mail, language).get_body(["html"]).get_content())

    assert checker.open == []


def test_a_folder_is_a_mail():
    folders = {path.name for path in Path(TEMPLATES).iterdir() if path.is_dir()}

    assert folders == {mail.template for mail in MAILS}


def test_both_languages_say_something_different():
    for mail in MAILS:
        dutch, english = (rendered(mail, it).get_body(["plain"]).get_content() for it in Language)
        assert dutch != english, mail.template


def test_a_value_that_is_missing_is_an_error():
    anna = Addressee("anna@voorbeeld.example", "Anna", Language.NL)
    letter = Letter("zonnebloem", "1", anna, MAILS[0].template, {})

    with pytest.raises(jinja2.UndefinedError):
        render(letter, LETTERHEAD, sender="a@b.example", events="e")


class _Balance(HTMLParser):
    """Keeps the elements that are open."""

    EMPTY = frozenset({"meta", "br", "img", "hr", "link"})

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - as the parser calls it
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
