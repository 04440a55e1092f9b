"""The steps of a visitor with a mail, over HTTP."""

from chalicelib.accounts import service
from chalicelib.core import clock
from tests.accounts.builders import PASSWORD, an_account
from tests.accounts.letters import carry
from tests.builders import ORGANISATION

NEW = "vier paarse regenlaarzen"
CONTACT = {"phone": "023-1234567", "email": "info@zonnebloem.example"}


def invited(person=None):
    account_id = an_account(person)
    service.invite(account_id=account_id, organisation_id=ORGANISATION, now=clock.now())
    return account_id


def ask_reset(browser, name="anna@voorbeeld.example"):
    answer = browser.post("/password-resets", {"name": name})
    carry()
    return answer


def log_in(browser, password, name="anna@voorbeeld.example"):
    return browser.post("/session", {"name": name, "password": password})


def activate(browser, token, password=PASSWORD):
    return browser.post("/activations", {"token": token, "password": password})


def reset(browser, token, password=NEW):
    return browser.post("/passwords", {"token": token, "password": password})


def state(browser, token):
    return browser.post("/links/state", {"token": token}).body["state"]
