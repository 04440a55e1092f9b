"""An app with codes, as a person has it."""

from chalicelib.core import clock
from chalicelib.factors import codes


def set_up(browser):
    """Begin to set up an app, and return its secret."""
    answer = browser.post("/second-factor/set-ups")
    assert answer.status == 201, answer
    return answer.body["secret"]


def turned_on(browser):
    """Set up an app, and return its secret and the recovery codes."""
    secret = set_up(browser)
    answer = browser.put("/second-factor", {"code": code_now(secret)})
    assert answer.status == 200, answer
    return secret, answer.body["codes"]


def code_now(secret, *, steps=0):
    """The code that the app shows, or one some steps later."""
    return codes.code_at(int(clock.now().timestamp()) // codes.STEP + steps, secret=secret)
