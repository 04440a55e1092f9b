"""Whatever people are called and write about, a mail has the headers that we gave it."""

from dataclasses import replace
from email import message_from_bytes, policy

import pytest

from chalicelib.core.language import Language
from chalicelib.mail import rendering
from chalicelib.mail.message import Addressee, Letterhead
from chalicelib.messages.mails import ColleagueAnswered

ZONNEBLOEM = Letterhead(
    name="Kinderopvang Zonnebloem",
    colour="#2f6f5e",
    origin="https://zonnebloem.kiekeboe.example",
    email="info@zonnebloem.example",
    phone="023-1234567",
    address="Rijksstraatweg 1, 2022 DA Haarlem",
)
SNEAKY = [
    "Vraag\r\nBcc: dief@elders.example",
    "Vraag\nX-Eigen: 1\n\n<p>Log hier in</p>",
    "Vraag\u2028Bcc: dief@elders.example",
    "=?utf-8?q?Vraag=0D=0ABcc:_dief@elders.example?=",
    "=?utf-8?b?VnJhYWcNCkJjYzogZGllZkBlbGRlcnMuZXhhbXBsZQ==?=",
    "= ?utf-8?q?=?utf-8?q?a=0D=0ABcc:_dief@elders.example?=?=",
    'Anna" <dief@elders.example>, "Bram',
    'Anna" <dief@elders.example>, "Bram' + " Jansen" * 8,
    "=?",
]


def sent(*, subject="Een vraag", name="Anna Jansen", organisation="Zonnebloem"):
    mail = replace(ColleagueAnswered.example(), subject=subject)
    letter = mail.to(Addressee("anna@voorbeeld.example", name, Language.NL), organisation_id="z")
    letterhead = replace(ZONNEBLOEM, name=organisation)
    message = rendering.render(
        letter, letterhead, sender="post@kiekeboe.example", events="kiekeboe"
    )
    return message_from_bytes(message.as_bytes(), policy=policy.default)


@pytest.mark.parametrize("text", SNEAKY)
@pytest.mark.parametrize("where", ["subject", "name", "organisation"])
def test_no_text_of_people_becomes_a_header(where, text):
    message = sent(**{where: text})

    assert message.keys() == sent().keys()
    assert [it.addr_spec for it in message["to"].addresses] == ["anna@voorbeeld.example"]
    assert [it.addr_spec for it in message["from"].addresses] == ["post@kiekeboe.example"]


@pytest.mark.parametrize("text", ["نور 李雷 Çağla", "👩‍👧 Zoë", "1 + 1 =? 2", "A. Jansen-'t Hart"])
def test_names_and_subjects_arrive_as_they_were_written(text):
    message = sent(subject=text, name=text)

    written = " ".join(text.replace("=?", "= ?").split())
    assert message["subject"] == f"Nieuw antwoord: {written}"
    assert message["to"].addresses[0].display_name == written
