"""The office brings its families along, and parents come in."""

from typing import Any

from infra.demo.stage import ROOT, SLUG, Stage, insist
from infra.demo.visitor import Visitor, upload
from infra.local.seed import PASSWORD

FAMILY, CHILD = "010196", "K010196-2"
PARENT, PARTNER = "ouder28.0@voorbeeld.example", "ouder28.1@voorbeeld.example"
NEW_PASSWORD = "een paarse regenjas vol"  # noqa: S105 - of a portal on one machine
RESET_PASSWORD = "twaalf blije pinguins"  # noqa: S105 - idem


def colleagues_log_in(stage: Stage) -> None:
    """The administrator and the planner log in at the organisation's own address."""
    for who, name in (("admin", "beheer"), ("planner", "planning")):
        person = stage.visitor().log_in(f"{name}@{SLUG}.example", PASSWORD)
        stage.people[who] = person
        stage.say(f"{person.get('/session')['name']} is in")
    elsewhere = Visitor(stage.portal, "madelief", cookies=dict(stage.people["admin"].cookies))
    insist(elsewhere.refused("GET", "/staff/configuration") == "NotFound", "another tenant's door")
    stage.say("the same cookie at another organisation's address finds nothing")


def dry_run(stage: Stage) -> None:
    """A dry run of the back office's export says what is wrong, line by line."""
    admin = stage.people["admin"]
    stage.found["import"] = _upload_set(admin, "import-set")
    imported = _do(stage, "check")
    summary = imported["summary"]
    stage.say(f"{imported['families']} families can come in; findings: {summary['findings']}")
    path = f"/staff/imports/{stage.found['import']}/findings"
    first = admin.get(path)["findings"][0]
    stage.say(f"{first['file']}:{first['line']}: {first['what']} {first['advice']}")
    insist(admin.get("/staff/families")["families"] == [], "a dry run wrote something")


def real_run(stage: Stage) -> None:
    """The real run brings every good family; the second run changes nothing."""
    imported = _do(stage, "run")
    insist(imported["changed"] == imported["families"], "not every family was written")
    stage.say(f"{imported['changed']} families are in")
    again = _do(stage, "run")
    insist(again["changed"] == 0, "the second run changed something")
    stage.say("the second run changed nothing")


def wave(stage: Stage) -> None:
    """A wave of activation mails goes out, once to each parent."""
    planner = stage.people["planner"]
    for _ in range(2):
        planner.post("/staff/invitations/wave")
        stage.portal.settle(120)
    told = [str(mail["to"]) for mail in stage.portal.mails() if "voorbeeld" in str(mail["to"])]
    insist(len(told) == len(set(told)), "somebody was invited twice")
    stage.say(f"{len(told)} activation mails, also after a second wave")


def activation(stage: Stage) -> None:
    """Two parents activate their accounts by the mailed link, and are logged in."""
    for who, address in (("parent", PARENT), ("partner", PARTNER)):
        token, visitor = stage.token_from_mail(address), stage.visitor()
        visitor.post("/activations", {"token": token, "password": NEW_PASSWORD})
        stage.people[who] = visitor
        stage.say(f"{visitor.get('/session')['name']} is in")
        code = visitor.refused("POST", "/activations", {"token": token, "password": NEW_PASSWORD})
        insist(code == "LinkUsed", f"a used link says {code}")
    home = stage.people["parent"].get("/home")
    child = next(it for it in home["children"] if it["first_name"] == "Eefje")
    stage.found |= {"family": child["family_id"], "child": child["child_id"]}
    stage.say(f"home: {[it['first_name'] for it in home['children']]}, {len(home['days'])} days")


def forgotten_password(stage: Stage) -> None:
    """A forgotten password: a link by mail, good once; log-in by e-mail and by debtor number."""
    visitor = stage.visitor()
    unknown = visitor.post("/password-resets", {"name": "niemand@voorbeeld.example"})
    known = visitor.post("/password-resets", {"name": PARENT})
    insist(unknown == known, "the answer tells whether somebody is a parent here")
    stage.portal.settle()
    token = stage.token_from_mail(PARENT)
    visitor.post("/passwords", {"token": token, "password": RESET_PASSWORD})
    insist(visitor.refused("GET", "/home") == "NotSignedIn", "a reset logged somebody in")
    stage.people["parent"] = stage.visitor().log_in(PARENT, RESET_PASSWORD, remember=True)
    stage.people["partner"] = stage.visitor().log_in(f"{FAMILY}-2", NEW_PASSWORD)
    stage.say(f"logged in as {PARENT} and as {FAMILY}-2")


def remember_me(stage: Stage) -> None:
    """Remember me opens a new session on this device, and log-out ends both."""
    parent = stage.people["parent"]
    del parent.cookies["__Host-session"]
    insist(parent.refused("GET", "/home") == "NotSignedIn", "in without a session")
    parent.post("/session/resume")
    stage.say(f"{len(parent.get('/sessions')['sessions'])} sessions in the list")
    leaving = Visitor(stage.portal, SLUG, cookies=dict(parent.cookies))
    leaving.delete("/session")
    insist(parent.refused("GET", "/home") == "NotSignedIn", "still in after log-out")
    stage.people["parent"] = stage.visitor().log_in(PARENT, RESET_PASSWORD)


def _upload_set(admin: Visitor, folder: str) -> str:
    files = sorted((ROOT / "samples" / folder).glob("*.csv"))
    announced = [{"name": it.name, "size": it.stat().st_size} for it in files]
    begun = admin.post("/staff/imports/uploads", {"files": announced})
    for form, file in zip(begun["forms"], files, strict=True):
        upload(form, file.read_bytes(), name=file.name)
    return str(begun["import_id"])


def _do(stage: Stage, what: str) -> dict[str, Any]:
    path = f"/staff/imports/{stage.found['import']}"
    stage.people["admin"].post(f"{path}/{what}")
    stage.portal.settle(180)
    imported: dict[str, Any] = stage.people["admin"].get(path)
    insist(imported["problem"] is None, f"the import failed: {imported['problem']}")
    return imported
