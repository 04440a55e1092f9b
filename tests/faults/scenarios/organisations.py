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
