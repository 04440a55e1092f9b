"""What administrators decide about days and credits."""

from typing import Any

from tests.faults.scenario import scenario
from tests.faults.stage import Act, Stage

SAVE = "POST /staff/policies/{care_type}"
DAY_CARE = {"care_type": "day_care"}
RULES: dict[str, Any] = {
    "effective_from": "2026-12-01",
    "cancelling": {"public_holidays": True},
    "credits": {"caps": [{"kind": "balance", "amount": "77"}]},
    "exchanging": None,
    "asking": {},
    "deciding": {},
    "contract_notice": None,
}


@scenario(SAVE, refusals=["PolicyChanged"])
def an_administrator_saves_new_rules(stage: Stage) -> Act:
    return stage.press(SAVE, ids=DAY_CARE, version=0, **RULES)


@scenario(f"{SAVE}/drafts")
def the_office_tries_rules_before_they_are_saved(stage: Stage) -> Act:
    return stage.press(f"{SAVE}/drafts", ids=DAY_CARE, version=0, **RULES)


@scenario(f"{SAVE}/dry-run")
def an_administrator_looks_what_rules_would_decide(stage: Stage) -> Act:
    return stage.press(f"{SAVE}/dry-run", ids=DAY_CARE, version=0, cursor=None, **RULES)
