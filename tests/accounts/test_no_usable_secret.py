"""Whatever is mailed or shown once: what is kept, queued and logged afterwards lets nobody in.

All that an account can be mailed is driven through the outbox, the stream, the queues and SES; at
every stop the table, the queues' bodies and the logs are read.
"""

import json
import logging
import re

import pytest

from chalicelib.accounts import mails as account_mails
from chalicelib.core.callers import Role
from chalicelib.factors import codes
from chalicelib.factors import mails as factor_mails
from chalicelib.http import cookies
from chalicelib.mail.message import Mail
from chalicelib.outbox import service as outbox
from tests.accounts.builders import PASSWORD, a_colleague
from tests.accounts.factors import code_now, turned_on
from tests.accounts.letters import carry, token_in
from tests.accounts.steps import NEW, activate, ask_reset, invited, log_in, reset
from tests.accounts.test_second_factor import later, show
from tests.accounts.test_what_is_kept import queues, table
from tests.browser import written
from tests.builders import an_organisation


@pytest.fixture
def kept(caplog, capfd):
    """Reads everything that is kept at that moment, and returns all that was read so far."""
    caplog.set_level(logging.DEBUG)
    read = []

    def look():
        for errand in new_errands(read):
            outbox.take_to_queue(**errand)
        changes = json.dumps([it.record for it in written()], default=str)
        read.extend([changes, table(), queues(), caplog.text, *capfd.readouterr()])
        return "".join(read)

    return look


def test_after_all_mails_nothing_that_is_kept_lets_anybody_in(browser, sent_mails, kept):
    an_organisation()
    anna = invited()
    kept()
    carry()
    links = [token_in(sent_mails()[-1])]
    phone = browser()
    activate(phone, links[0])
    secret, recovery = turned_on(phone)
    later(minutes=1)
    shown = code_now(secret)
    laptop = browser()
    laptop.post("/session", {"name": "10001", "password": PASSWORD, "remember": True})
    half_open = laptop.cookies[cookies.HALF_OPEN]
    kept()
    show(laptop, shown)
    laptop.post("/email-changes", {"email": "anna@nieuw.example"})
    kept()
    carry()
    links += [token_in(it) for it in sent_mails() if "nieuw.example" in it["to"]]
    laptop.post("/email-changes/redeem", {"token": links[-1]})
    ask_reset(browser(), name="10001")
    links.append(token_in(sent_mails()[-1]))
    kept()
    reset(browser(), links[-1])
    log_in(laptop, NEW, name="10001")
    show(laptop, recovery[0])
    fresh = laptop.post("/second-factor/recovery-codes").body["codes"]
    laptop.put("/password", {"current": NEW, "new": PASSWORD})
    browser().signed_in(staff_role=Role.ADMINISTRATOR).delete(
        f"/staff/accounts/{anna}/second-factor"
    )
    invited(a_colleague())
    kept()
    carry()

    everything = kept()
    assert templates() <= told(sent_mails())
    assert len(links) == 3
    for usable in (
        PASSWORD,
        NEW,
        secret,
        *recovery,
        *map(codes.tidy, recovery),
        *fresh,
        half_open.rpartition(".")[2],
        *(it.partition("~")[2] for it in links),
        *(it.rpartition(".")[2] for it in laptop.cookies.values()),
        *(it.rpartition(".")[2] for it in phone.cookies.values()),
    ):
        assert len(usable) > 10
        assert usable not in everything
    assert not re.search(rf"\b{shown}\b", everything)


def new_errands(read):
    """What the table's stream has brought since, as `take_errands` reads it."""
    seen = "".join(read)
    for it in written():
        image = it.record["dynamodb"].get("NewImage", {})
        if image.get("sk") == {"S": "ERRAND"} and image["errand_id"]["S"] not in seen:
            yield {
                "organisation_id": image["organisation_id"]["S"],
                "errand_id": image["errand_id"]["S"],
                "queue_name": image["queue"]["S"],
            }


def templates():
    """The names of all mails that are about an account."""
    found = [*vars(account_mails).values(), *vars(factor_mails).values()]
    return {
        it.template for it in found if isinstance(it, type) and issubclass(it, Mail) and it != Mail
    }


def told(messages):
    """Of which mails there was one, by their subjects in Dutch."""
    subjects = {it["subject"] for it in messages}
    return {
        template
        for template, pattern in {
            "activation": "Kies je wachtwoord",
            "password-reset": "Een nieuw wachtwoord",
            "password-changed": "Je wachtwoord is gewijzigd",
            "email-change": "Is dit je nieuwe e-mailadres",
            "email-changed": "Je e-mailadres is gewijzigd",
            "new-device": "nieuw apparaat",
            "second-factor-on": "staat aan",
            "second-factor-off": "staat uit",
            "recovery-codes-renewed": "nieuwe herstelcodes",
        }.items()
        if any(re.search(pattern, subject) for subject in subjects)
    }
