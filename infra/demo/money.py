"""The monthly run: one invoice per family, a real PDF, and twice the same."""

from datetime import datetime, time

from chalicelib.core import clock
from chalicelib.core.language import Language
from chalicelib.core.money import in_euros
from chalicelib.core.periods import AMSTERDAM
from infra.demo.moving_in import PARENT, RESET_PASSWORD
from infra.demo.stage import OUTPUT, RUN_DAY, SLUG, Stage, insist
from infra.demo.visitor import download
from infra.local.seed import PASSWORD


def time_passes(stage: Stage) -> None:
    """The 20th of the month comes: sessions are over, and everybody logs in again."""
    month = stage.month if stage.today.day <= RUN_DAY else stage.month.next
    morning = datetime.combine(month.first_day.replace(day=RUN_DAY), time(9), AMSTERDAM)
    clock.start_at(morning)
    for who, name, password in (
        ("planner", f"planning@{SLUG}.example", PASSWORD),
        ("parent", PARENT, RESET_PASSWORD),
    ):
        code = stage.people[who].refused("GET", "/session")
        insist(code == "NotSignedIn", f"the old session says {code}")
        stage.people[who] = stage.visitor().log_in(name, password)
    stage.say(f"it is {stage.today}")


def monthly_run(stage: Stage) -> None:
    """The coming month is billed: by the planner, again by the planner, and by the schedule."""
    planner, month = stage.people["planner"], str(stage.month.next)
    planner.post("/staff/invoice-runs", {"month": month})
    stage.portal.settle(300)
    run = planner.get(f"/staff/invoice-runs/{month}")["run"]
    stage.say(f"{run['sent']} invoices sent, {in_euros(run['total'], Language.NL)} in all")
    insist(run["waiting"] == 0, f"the run still waits: {run}")
    mails = len(stage.portal.mails())
    planner.post("/staff/invoice-runs", {"month": month})
    stage.portal.fire("bill_month", {"organisation_id": SLUG, "month": month})
    stage.portal.settle(300)
    again = planner.get(f"/staff/invoice-runs/{month}")["run"]
    same = {"sent", "issued", "total", "nothing_due"}
    insist(all(run[it] == again[it] for it in same), f"the second run changed {run} to {again}")
    insist(len(stage.portal.mails()) == mails, "somebody was mailed twice")
    stage.say("started twice more: nothing changed")


def invoice(stage: Stage) -> None:
    """The parent reads the invoice, which explains itself, and opens its PDF."""
    parent, family = stage.people["parent"], stage.found["family"]
    (newest, *_) = parent.get(f"/families/{family}/invoices")["invoices"]
    path = f"/families/{family}/invoices/{newest['invoice_id']}"
    told = parent.get(path)
    for line in told["lines"]:
        stage.say(f"{line['title']}: {in_euros(line['amount'], Language.NL)}")
    extra = [it for it in told["lines"] if it["kind"] == "extra_day"]
    for line in extra:
        stage.say(line["explanation"])
    billed = [it["amount"] for it in extra]
    insist(billed == [stage.found["extra_day"]["price"]], "the extra day is not billed as promised")
    total = in_euros(newest["total"], Language.NL)
    how = "debited" if newest["is_debited"] else "to be paid by"
    stage.say(f"{newest['number']}: {total}, {how} {newest['due_date']}")
    data = download(parent.get(f"{path}/pdf")["url"])
    insist(data.startswith(b"%PDF-"), "it is no PDF")
    (OUTPUT / "invoice.pdf").write_bytes(data)
    mail = next(it for it in stage.mails_to("ouder28.0") if it["attachments"])
    stage.say(f"mail: {mail['subject']}, with {mail['attachments'][0]['name']}")
