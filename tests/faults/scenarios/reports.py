"""The report of a day."""

from tests.faults.scenario import scenario
from tests.faults.stage import Act, Stage
from tests.reports.builders import DAY, NOTES, staff_path, writing

PATH = "/staff/children/{child_id}/reports/{day}"


@scenario(f"PUT {PATH}", refusals=["ReportChanged"])
def a_group_worker_writes_a_report(stage: Stage) -> Act:
    return stage.press(f"PUT {PATH}", by=stage.carer(), ids={"day": DAY}, notes=NOTES)


@scenario(f"POST {PATH}/publication")
def a_group_worker_lets_parents_read_a_report(stage: Stage) -> Act:
    carer, path = stage.carer(), staff_path(stage.ids["child_id"])
    carer.put(path, writing())
    return lambda: carer.post(f"{path}/publication", {"version": 1})
