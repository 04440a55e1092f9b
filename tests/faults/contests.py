"""Two who want the same at once: one of them gets it, and the other hears why not."""

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.accounts.model import Purpose
from tests.accounts.builders import PASSWORD, activated_account, newest_token
from tests.accounts.steps import NEW, invited
from tests.bookings.builders import a_contract, a_crowd, a_family_with_accounts, ask, contracts
from tests.builders import LADYBIRDS
from tests.faults.scenarios.accounts import (
    DEAD,
    NAME,
    bert,
    berts_account,
    somebody_asks_for_another_address,
)
from tests.faults.scenarios.bookings import FREE_DAY
from tests.faults.stage import Act, Stage, hand_over, waiting

ANOTHER = "zeven houten ladders"


@dataclass(frozen=True)
class Contest:
    """`begin` arranges it, and returns what each does; the loser hears one of `refusals`."""

    begin: Callable[[Stage], tuple[Act, Act]]
    refusals: frozenset[str]

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


def two_parents_ask_for_the_same_day(stage: Stage) -> tuple[Act, Act]:
    path = "POST /children/{child_id}/extra-days"
    return stage.press(path, day=FREE_DAY), stage.press(path, day=FREE_DAY)


def two_colleagues_give_away_the_last_place(stage: Stage) -> tuple[Act, Act]:
    a_crowd(LADYBIRDS.places - 1)
    other = a_family_with_accounts("010204")
    contracts(a_contract(other.children[0].child_id))
    asked = [stage.ids["request_id"], ask(other).request_id]
    approve = [
        stage.press(
            "POST /staff/requests/{request_id}/decision",
            ids={"request_id": it},
            decision="approve",
            reason=None,
        )
        for it in asked
    ]
    return approve[0], approve[1]


def one_colleague_grants_what_another_declines(stage: Stage) -> tuple[Act, Act]:
    path = "POST /staff/requests/{request_id}/decision"
    return stage.press(path, decision="approve", reason=None), stage.press(path)


CONTESTS = [
    Contest(an_activation_link_is_used_twice, frozenset(DEAD)),
    Contest(a_link_for_a_new_password_is_used_twice, frozenset(DEAD)),
    Contest(a_link_for_another_address_is_used_twice, frozenset(DEAD)),
    Contest(two_parents_ask_for_the_same_day, frozenset({"DayAlreadyAsked"})),
    Contest(two_colleagues_give_away_the_last_place, frozenset({"GroupIsFull"})),
    Contest(one_colleague_grants_what_another_declines, frozenset({"AlreadyDecided"})),
]
