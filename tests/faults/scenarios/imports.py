"""An import, from the upload to the invitations."""

from chalicelib.imports.reading import File
from tests.faults.scenario import scenario
from tests.faults.stage import Act, Stage, hand_over, waiting
from tests.imports.builders import Export
from tests.imports.test_over_http import put

PATH = "/staff/imports/{import_id}"


@scenario("POST /staff/imports/uploads", grows=["IMPORTS"])
def the_office_asks_where_to_put_its_files(stage: Stage) -> Act:
    return stage.press("POST /staff/imports/uploads")


@scenario(f"POST {PATH}/check", refusals=["ImportUnderWay"])
def the_office_asks_for_a_dry_run(stage: Stage) -> Act:
    return stage.press(f"POST {PATH}/check")


@scenario(f"POST {PATH}/run", refusals=["ImportUnderWay"])
def the_office_imports_what_was_checked(stage: Stage) -> Act:
    return stage.press(f"POST {PATH}/run", ids={"import_id": checked(stage)})


@scenario("POST /staff/invitations/wave", refusals=["WaveUnderWay"])
def the_office_invites_everybody(stage: Stage) -> Act:
    return stage.press("POST /staff/invitations/wave")


@scenario("work_on_imports")
def a_worker_checks_an_upload(stage: Stage) -> Act:
    stage.press(f"POST {PATH}/check", ids={"import_id": uploaded(stage)})()
    return work()


# Who goes on after somebody who fell over does not know all that the other one has changed.
@scenario("work_on_imports", grows=["IMPORTS"])
def a_worker_imports_a_family(stage: Stage) -> Act:
    stage.press(f"POST {PATH}/run", ids={"import_id": checked(stage)})()
    return work()


@scenario("work_on_imports", grows=["WAVE"])
def a_worker_invites_those_who_were_imported(stage: Stage) -> Act:
    stage.press(f"POST {PATH}/run", ids={"import_id": checked(stage)})()
    hand_over(*waiting("imports"))
    the_office_invites_everybody(stage)()
    return work()


def uploaded(stage: Stage) -> str:
    files: list[File] = Export().change("ouders", **{"e-mail": "noor@voorbeeld.example"}).files()
    wanted = {"files": [{"name": it.name, "size": len(it.data)} for it in files]}
    answer = stage.press("POST /staff/imports/uploads", **wanted)()
    for form, file in zip(answer.body["forms"], files, strict=True):
        put(form["fields"]["key"], file.data)
    import_id: str = answer.body["import_id"]
    return import_id


def checked(stage: Stage) -> str:
    import_id = uploaded(stage)
    stage.press(f"POST {PATH}/check", ids={"import_id": import_id})()
    hand_over(*waiting("imports"))
    return import_id


def work() -> Act:
    errands = waiting("imports")
    return lambda: hand_over(*errands)
