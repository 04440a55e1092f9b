"""Two or three who want the same at once: one of them gets it, and the others hear why not."""

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.accounts.model import Purpose
from tests.accounts.builders import PASSWORD, activated_account, newest_token
from tests.accounts.steps import NEW, invited
from tests.faults.scenarios.accounts import (
    DEAD,
    NAME,
    bert,
    berts_account,
    somebody_asks_for_another_address,
)
from tests.faults.stage import Act, Stage, hand_over, waiting

ANOTHER = "zeven houten ladders"


@dataclass(frozen=True)
class Contest:
    """`begin` arranges it, and returns what each does; who loses hears one of `refusals`.

    `winners` are how many may get what they want, and `end` looks at what there is then.
    """

    begin: Callable[[Stage], tuple[Act, ...]]
    refusals: frozenset[str]
    winners: frozenset[int] = frozenset({1})
    end: Callable[[], None] = lambda: None

    @property
    def name(self) -> str:
        return self.begin.__name__.replace("_", " ")


def an_activation_link_is_used_twice(stage: Stage) -> tuple[Act, Act]:
    token = newest_token(invited(bert()), Purpose.ACTIVATION)
    return (
        stage.press("POST /activations", token=token, password=PASSWORD),
        stage.press("POST /activations", token=token, password=NEW),
    )


def a_link_for_a_new_password_is_used_twice(stage: Stage) -> tuple[Act, Act]:
    account_id = activated_account(bert())
    stage.do("POST /password-resets", name=NAME)
    hand_over(*waiting("accounts"))
    token = newest_token(account_id, Purpose.RESET)
    return (
        stage.press("POST /passwords", token=token, password=NEW),
        stage.press("POST /passwords", token=token, password=ANOTHER),
    )


def a_link_for_another_address_is_used_twice(stage: Stage) -> tuple[Act, Act]:
    somebody_asks_for_another_address(stage)()
    token = newest_token(berts_account(), Purpose.EMAIL_CHANGE)
    redeem = [stage.press("POST /email-changes/redeem", token=token) for _ in range(2)]
    return redeem[0], redeem[1]


OF_LINKS = [
    Contest(an_activation_link_is_used_twice, frozenset(DEAD)),
    Contest(a_link_for_a_new_password_is_used_twice, frozenset(DEAD)),
    Contest(a_link_for_another_address_is_used_twice, frozenset(DEAD)),
]
