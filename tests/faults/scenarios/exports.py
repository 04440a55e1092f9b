"""All photos of a family to take along."""

from tests.exports.families import a_photo
from tests.faults.scenario import scenario
from tests.faults.stage import Act, Stage, hand_over, waiting

PATH = "/families/{family_id}/exports"


@scenario(f"POST {PATH}")
def a_parent_lets_all_photos_be_packed(stage: Stage) -> Act:
    a_photo(stage.ids["child_id"])
    return stage.press(f"POST {PATH}")


@scenario(f"POST /staff{PATH}")
def the_office_lets_all_photos_of_a_family_be_packed(stage: Stage) -> Act:
    a_photo(stage.ids["child_id"])
    return stage.press(f"POST /staff{PATH}")


@scenario(f"POST {PATH}/{{export_id}}/link")
def a_parent_fetches_the_archive(stage: Stage) -> Act:
    export_id = a_parent_lets_all_photos_be_packed(stage)().body["export_id"]
    hand_over(*waiting("exports"))
    return stage.press(f"POST {PATH}/{{export_id}}/link", ids={"export_id": export_id})


@scenario("make_archives")
def a_worker_packs_photos(stage: Stage) -> Act:
    a_photo(stage.ids["child_id"])
    a_parent_lets_all_photos_be_packed(stage)()
    errands = waiting("exports")
    return lambda: hand_over(*errands)
