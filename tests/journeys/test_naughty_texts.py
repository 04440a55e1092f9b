"""Texts that have broken programs, typed by people, until they are read in a mail or an invoice."""

from html.parser import HTMLParser
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from chalicelib.core.callers import Role
from chalicelib.http.fields import tidy
from chalicelib.invoices.drawing.glyphs import shown
from tests.accounts.builders import a_colleague, an_account
from tests.accounts.letters import carry
from tests.bookings.builders import a_contract, a_family_with_accounts, contracts
from tests.builders import an_organisation
from tests.invoices.builders import change_family
from tests.invoices.work import files, run
from tests.messages.builders import answer, start

PLAIN = ("Jasmijn", "Willemien", "Slaapje")
TEXTS = {
    "Arabic": "نور الدين",
    "Hebrew": "נועה כהן",
    "Han": "李小龍 王芳",
    "emoji": "Noor 👩‍👧🏽",
    "override": "Noor \u202eroon\u202c",
    "isolate": "\u2066شيرين\u2069 (Sherine)",
    "no width": "No\u200bor\u00ad\ufeff",
    "accents": "E\u0301glantine",
    "script": "<script>alert(1)</script>",
    "attribute": "\"><img src=x onerror='alert(1)'>&amp;&#33;",
    "braces": "{{ 7 * 7 }}{% raw %}${7*7} {name} %s",
    "Typst": '#eval("7*7") $x^2$ @ref <label> *b* _i_ [c] // d \\ e',
    "reading": '#read("/etc/passwd") #image("logo.png") = h - i',
    "encoded word": "=?utf-8?b?VnJhYWcNCkJjYzogZGllZkBlbGRlcnMuZXhhbXBsZQ==?=",
    "address": 'Anna" <dief@elders.example>, (c) a;b:c',
    "long word": "Noor" * 50,
    "long": "Noor en Sem " * 15 + "x",
    "percent": "100% %(name)s %n",
}
PAPER = 130  # characters in a line
LINES = ["Noor\r\nBcc: dief@elders.example", "Noor\nSem", "Noor\u2028Sem", "Noor\x85Sem", "\0"]


class Read(HTMLParser):
    """What a reader of this HTML sees, and of which elements it is made."""

    def __init__(self, html):
        super().__init__()
        self.elements = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, sorted(name for name, _ in attrs)))

    def handle_data(self, data):
        self.text += data


@pytest.fixture
def organisation():
    return an_organisation()


@pytest.fixture
def family(organisation):
    return a_family_with_accounts(organisation_id=organisation.organisation_id)


@pytest.fixture
def anna(browser, family):
    return browser().signed_in(account_id=family.parents[0].account_id)


@pytest.fixture
def petra(browser):
    return browser().signed_in(account_id=an_account(a_colleague()))


def told(texts, family, anna, petra, sent_mails):
    """Let two people of these names talk about the third; return the mails about it, and its id."""
    before = len(sent_mails())
    name, colleague, subject = texts
    for person, is_called in ((anna, name), (petra, colleague)):
        assert person.put("/me", {"name": is_called, "language": "nl"}).status == 200
    conversation_id = start(anna, family, subject=subject, text=subject)
    answer(petra, conversation_id, subject)
    carry()
    mails = sorted(sent_mails()[before:], key=lambda it: it["to"].addresses[0].addr_spec)
    return mails, conversation_id


def read_in(mail):
    plain, html = (mail.get_body([kind]).get_content() for kind in ("plain", "html"))
    return plain, Read(html)


def in_one_line(text):
    return " ".join(text.split())


def with_texts(usual, before, after):
    for plain, text in zip(before, after, strict=True):
        usual = usual.replace(plain, text)
    return usual


def test_what_people_type_is_text_in_a_mail_and_nothing_else(family, anna, petra, sent_mails):
    expected, first_id = told(PLAIN, family, anna, petra, sent_mails)
    before = (*PLAIN, first_id)

    for texts in zip(*[iter(TEXTS.values())] * 3, strict=True):
        mails, conversation_id = told(texts, family, anna, petra, sent_mails)

        written = [*map(tidy, texts), conversation_id]
        headers = [in_one_line(text).replace("=?", "= ?") for text in written]
        for mail, usual in zip(mails, expected, strict=True):
            assert mail.keys() == usual.keys(), texts
            assert [part.defects for part in mail.walk()] == [[] for _ in usual.walk()], texts
            assert addresses_in(mail) == addresses_in(usual)
            assert mail["subject"] == with_texts(usual["subject"], before, headers)
            (plain, html), (usual_plain, usual_html) = read_in(mail), read_in(usual)
            assert plain == with_texts(usual_plain, before, written)
            assert html.elements == usual_html.elements, texts
            assert html.text == with_texts(usual_html.text, before, written)


def addresses_in(mail):
    return [it.addr_spec for name in ("to", "from", "reply-to") for it in mail[name].addresses]


@pytest.mark.parametrize("text", LINES)
def test_a_text_of_several_lines_is_no_name_and_no_subject(text, family, anna):
    path, body = f"/families/{family.family_id}/conversations", {"about": "office", "text": "?"}

    assert anna.post(path, {**body, "subject": text}).code == "InvalidRequest"
    assert anna.put("/me", {"name": text, "language": "nl"}).code == "InvalidRequest"


def test_what_people_type_is_text_on_an_invoice_and_can_be_copied(browser, family):
    address = [TEXTS["script"], '#read("/etc/passwd") $1$', TEXTS["braces"]]
    change_family(family, **dict(zip(("name", "street", "city"), address, strict=True)))
    office = browser().signed_in(staff_role=Role.PLANNER)
    path = f"/staff/families/{family.family_id}"
    for number, text in enumerate(TEXTS.values()):
        child = {"number": f"K-{number}", "first_name": text, "last_name": f"nr. {number}"}
        added = office.post(f"{path}/children", {**child, "birth_date": "2024-02-29"})
        assert added.status == 201, added
    children = [it["child_id"] for it in added.body["children"]]
    contracts(*(a_contract(it, contract_id=it) for it in children))

    run()

    (pdf,) = [it for key, it in files().items() if key.endswith(".pdf")]
    lines = "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).splitlines()
    assert max(map(len, lines)) < PAPER, "something runs off the paper"
    assert {*address[:2], f"{family.postcode} {address[2]}"} <= {*lines}
    copied, typed = without_joints("".join(lines)), shown(tidy(" ".join(TEXTS.values())))
    assert [it for it in typed.split() if without_joints(it) not in copied] == []
    with pikepdf.open(BytesIO(pdf)) as read:
        assert [it for it in read.objects if is_more_than_words(it)] == []


def without_joints(text):
    """Return the letters: what a PDF has between them is not what was typed."""
    return "".join(it for it in text if it not in " \n\u200b\u200d")


def is_more_than_words(thing):
    """Tell whether it is a script, a link or a file."""
    keys = {"/JS", "/JavaScript", "/URI", "/Launch", "/EmbeddedFile", "/F"}
    return isinstance(thing, pikepdf.Dictionary) and bool(keys & {*thing.keys()})
