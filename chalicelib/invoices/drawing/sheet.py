"""The words of an invoice, in the order in which they are read; where they stand is the template's.

What this returns is text, lists and dicts of text: the template has no rules and no language.
"""

from typing import Any

from chalicelib.core.money import in_euros
from chalicelib.invoices.explanations import explain, title
from chalicelib.invoices.model import DirectDebit, Invoice, InvoiceLine, Transfer
from chalicelib.invoices.wording import (
    TEXTS,
    care_type_name,
    in_fours,
    long_date,
    month_name,
    two_decimals,
)

Sheet = dict[str, Any]


def sheet_of(invoice: Invoice, name: str) -> Sheet:
    """Return all words of the invoice under the organisation's name, ready to be read."""
    texts, language = TEXTS[invoice.language], invoice.language
    month = month_name(invoice.month, language)
    return {
        "language": language.value,
        "issued": [invoice.issue_date.year, invoice.issue_date.month, invoice.issue_date.day],
        "name": name,
        "logo_alt": texts["logo"].format(name=name),
        "title": f"{texts['invoice']} {month}",
        "document": f"{texts['invoice']} {invoice.number}",
        "creditor": [invoice.creditor.name, *invoice.creditor.address_lines],
        "addressee": [invoice.addressee.name, *invoice.addressee.address_lines],
        "facts": _facts(invoice),
        "columns": [texts[name] for name in ("description", "hours", "rate", "amount")],
        "children": [_child(child, lines, invoice) for child, lines in invoice.lines_of_children],
        "total": [texts["total"], in_euros(invoice.total, language)],
        "vat": texts["vat"],
        "how_paid": texts["how_paid"],
        "paid": _paid(invoice),
        "transfer_to": _transfer_to(invoice),
        "scan": texts["scan"],
        "qr_alt": texts["qr"],
        "contact": _contact(invoice),
        "page": texts["page"].format(number=invoice.number, page="{page}", pages="{pages}"),
    }


def _facts(invoice: Invoice) -> list[list[str]]:
    texts, language = TEXTS[invoice.language], invoice.language
    facts = [
        [texts["number"], invoice.number],
        [texts["issue_date"], long_date(invoice.issue_date, language)],
        [texts["care_month"], month_name(invoice.month, language)],
        [texts["debtor_number"], invoice.debtor_number],
        [texts["parent"], invoice.parent_name],
        [texts["due_date"], long_date(invoice.due_date, language)],
    ]
    if isinstance(invoice.payment, DirectDebit):
        facts.append([texts["debit_date"], long_date(invoice.payment.debit_date, language)])
    return facts


def _child(name: str, lines: list[InvoiceLine], invoice: Invoice) -> Sheet:
    language = invoice.language
    subtotal = in_euros(sum(line.amount for line in lines), language)
    return {
        "name": name,
        "lines": [_line(line, invoice) for line in lines],
        "subtotal": [TEXTS[language]["subtotal"].format(name=name), subtotal],
    }


def _line(line: InvoiceLine, invoice: Invoice) -> Sheet:
    language = invoice.language
    care_type = care_type_name(line.care_type, language)
    return {
        "title": title(line, language),
        "where": f"{care_type}, {line.location} (LRK {line.lrk_number})",
        # An amount is not broken over two lines.
        "explanation": explain(line, language).replace("€ ", "€\u00a0"),
        "hours": two_decimals(line.hours, language),
        "rate": in_euros(line.hourly_rate, language),
        "amount": in_euros(line.amount, language),
    }


def _paid(invoice: Invoice) -> list[str]:
    """Return how the invoice is paid, in a sentence or two."""
    texts, language = TEXTS[invoice.language], invoice.language
    if invoice.total == 0:
        return [texts["nothing"]]
    if invoice.total < 0:
        return [texts["in_favour"].format(amount=in_euros(-invoice.total, language))]
    amount = in_euros(invoice.total, language)
    if isinstance(invoice.payment, Transfer):
        due = long_date(invoice.due_date, language)
        return [texts["transfer"].format(amount=amount, date=due)]
    debit = texts["debit"].format(
        amount=amount,
        date=long_date(invoice.payment.debit_date, language),
        iban_end=invoice.payment.iban_end,
        mandate=invoice.payment.mandate_reference,
    )
    creditor = invoice.creditor
    by = texts["debit_from"].format(name=creditor.name, creditor_id=creditor.creditor_id)
    return [debit, by]


def reference_of(invoice: Invoice) -> str:
    """Return the payment reference, or "" if there is nothing to transfer."""
    if isinstance(invoice.payment, Transfer) and invoice.total > 0:
        return invoice.payment.reference
    return ""


def _transfer_to(invoice: Invoice) -> list[list[str]]:
    """Return what a payer types into the app of a bank, or nothing if nothing is transferred."""
    reference, texts = reference_of(invoice), TEXTS[invoice.language]
    if not reference:
        return []
    return [
        ["IBAN", in_fours(invoice.creditor.iban)],
        [texts["in_the_name_of"], invoice.creditor.name],
        [texts["reference"], in_fours(reference)],
    ]


def _contact(invoice: Invoice) -> list[str]:
    """Return the lines at the foot of each page: whom to ask, and the organisation's accounts."""
    creditor = invoice.creditor
    ways = [way for way in (creditor.email, creditor.telephone) if way]
    asked = f"{TEXTS[invoice.language]['questions']} {' · '.join(ways)}" if ways else ""
    accounts = [creditor.name, f"IBAN {in_fours(creditor.iban)}", creditor.creditor_id]
    return [asked, " · ".join(part for part in accounts if part)]
