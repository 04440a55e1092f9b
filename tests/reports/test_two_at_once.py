"""Two colleagues at the same tablet hour."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from chalicelib.core.errors import PortalError
from chalicelib.reports import service
from chalicelib.reports.model import Notes
from tests.aws_events import at_once
from tests.builders import a_planner
from tests.conftest import NOW
from tests.families.builders import a_family
from tests.reports.builders import child_of

DAY = date(2026, 11, 2)


def test_of_two_who_write_at_once_one_counts_and_the_other_hears_it():
    child, planner = child_of(a_family()), a_planner()

    def write(text):
        try:
            return service.write_report(
                caller=planner,
                child_id=child,
                day=DAY,
                notes=Notes(text=text),
                version=0,
                now=NOW,
            )
        except PortalError as refusal:
            return refusal.code

    with ThreadPoolExecutor() as pool, at_once():
        outcomes = list(pool.map(write, ("Anna", "Bram")))

    kept = service.read_report(caller=planner, child_id=child, day=DAY, today=DAY)
    assert sorted(map(str, outcomes)) == ["1", "ReportChanged"]
    assert kept.notes.text == ("Anna", "Bram")[outcomes.index(1)]
