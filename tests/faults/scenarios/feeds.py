"""Calendar feeds: an address is made, and taken away."""

from tests.faults.scenario import scenario
from tests.faults.stage import Act, Stage


@scenario("POST /me/calendar-feed")
def a_parent_makes_an_address_for_the_phone(stage: Stage) -> Act:
    return stage.press("POST /me/calendar-feed")


@scenario("DELETE /me/calendar-feed")
def a_parent_takes_the_address_away(stage: Stage) -> Act:
    stage.do("POST /me/calendar-feed")
    return stage.press("DELETE /me/calendar-feed")
