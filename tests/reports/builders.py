"""A day as most tests need it, and the people who write and read about it."""

from typing import Any

from chalicelib.core.callers import Role
from chalicelib.families.model import Family

DAY = "2026-11-02"
NOTES: dict[str, Any] = {
    "sleeps": [{"start": "12:30:00", "until": "14:05:00"}],
    "bottles": [{"at": "09:45:00", "millilitres": 180}],
    "meals": [{"at": "11:30:00", "text": "Boterham met kaas"}],
    "nappies": [{"at": None, "kind": "wet"}],
    "temperatures": [{"at": "15:00:00", "tenths": 374}],
    "medicines": [{"at": "15:05:00", "name": "Paracetamol", "dose": "120 mg"}],
    "mood": "cheerful",
    "text": "Lekker buiten gespeeld.",
}
NOTHING: dict[str, Any] = {
    **{name: [] for name in NOTES if isinstance(NOTES[name], list)},
    "mood": None,
    "text": None,
}


def writing(version: int = 0, **notes: Any) -> dict[str, Any]:
    """The body with which a colleague writes a report."""
    return {"version": version, "notes": {**NOTES, **notes}}


def staff_path(child_id: str, day: str = DAY) -> str:
    return f"/staff/children/{child_id}/reports/{day}"


def child_of(family: Family) -> str:
    return family.children[0].child_id


def parent_of(browser: Any, family: Family, account_id: str = "anna", **what: Any) -> Any:
    """A browser in which a parent of the family is signed in."""
    families = {family.family_id: Role.PARENT}
    return browser(**what).signed_in(account_id=account_id, families=families)


def worker_of(browser: Any, group_id: str = "ladybirds", **what: Any) -> Any:
    """A browser in which a group worker is signed in."""
    return browser(**what).signed_in(
        account_id=f"worker-{group_id}",
        staff_role=Role.GROUP_WORKER,
        group_ids=frozenset({group_id}),
    )


def publish(staff: Any, child_id: str, day: str = DAY, **notes: Any) -> None:
    """Let a colleague write and publish a report."""
    path = staff_path(child_id, day)
    written = staff.put(path, writing(**notes))
    assert written.status == 200, written.body
    assert staff.post(f"{path}/publication", {"version": written.body["version"]}).status == 200
