"""What administrators set up."""

import base64

from tests.faults.scenario import scenario
from tests.faults.stage import Act, Stage
from tests.photos.builders import a_picture

LOGO = "/staff/organisation/logo"


@scenario("PUT /staff/organisation", refusals=["OrganisationChanged"])
def an_administrator_changes_the_profile(stage: Stage) -> Act:
    return stage.press("PUT /staff/organisation", version=1)


@scenario(f"PUT {LOGO}", refusals=["OrganisationChanged"])
def an_administrator_gives_a_logo(stage: Stage) -> Act:
    return stage.press(f"PUT {LOGO}", picture=base64.b64encode(a_picture()).decode())


@scenario(f"DELETE {LOGO}", refusals=["OrganisationChanged"])
def an_administrator_takes_the_logo_away(stage: Stage) -> Act:
    an_administrator_gives_a_logo(stage)()
    return stage.press(f"DELETE {LOGO}")


@scenario("POST /staff/closing-days")
def the_office_closes_a_day(stage: Stage) -> Act:
    return stage.press("POST /staff/closing-days")


@scenario("DELETE /staff/closing-days/{day}/{place}", refusals=["NotFound"])
def the_office_opens_again_on_a_day(stage: Stage) -> Act:
    stage.press("POST /staff/closing-days", location_id=None)()
    return stage.press("DELETE /staff/closing-days/{day}/{place}")
