"""The monthly run: one invoice per family, a real PDF, and twice the same."""

from chalicelib.core.language import Language
from chalicelib.core.money import in_euros
from infra.demo.stage import OUTPUT, SLUG, Stage, insist
from infra.demo.visitor import download


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
    total = in_euros(newest["total"], Language.NL)
    how = "debited" if newest["is_debited"] else "to be paid by"
    stage.say(f"{newest['number']}: {total}, {how} {newest['due_date']}")
    data = download(parent.get(f"{path}/pdf")["url"])
    insist(data.startswith(b"%PDF-"), "it is no PDF")
    (OUTPUT / "invoice.pdf").write_bytes(data)
    mail = next(it for it in stage.mails_to("ouder28.0") if it["attachments"])
    stage.say(f"mail: {mail['subject']}, with {mail['attachments'][0]['name']}")
