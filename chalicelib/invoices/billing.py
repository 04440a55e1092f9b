"""What is due from a family for a month, and the invoice that asks for it. No input or output."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from chalicelib.contracts.model import Contract
from chalicelib.core.callers import PAYERS, Role
from chalicelib.core.periods import Month
from chalicelib.core.values import dataclass
from chalicelib.days.model import BillableMonth
from chalicelib.days.model import BilledDay as GrantedDay
from chalicelib.families.model import Child, Family, ParentPerson, PaymentMethod
from chalicelib.invoices.model import (
    Addressee,
    CannotBill,
    Cared,
    Creditor,
    DirectDebit,
    ExtraDay,
    Invoice,
    InvoiceLine,
    Transfer,
    payment_reference,
)
from chalicelib.invoices.prices import (
    MonthlyCare,
    PartMonth,
    Rounding,
    Share,
    care_days,
    share_of_month,
)
from chalicelib.organisations.model import Billing, CareType, Configuration, Group, Organisation

MOST_EXTRA_DAYS = 80  # on one invoice: their marks share a transaction of 100; the rest comes next
LOOKS_BACK = 12  # months in which an extra day is found that was not billed yet


class NoAddress(CannotBill):
    """The family has no full address, and an invoice needs one."""


class NoParent(CannotBill):
    """The family has no parent or payer whose name could stand on the invoice."""


class MandateIncomplete(CannotBill):
    """The family pays by direct debit, but its mandate or account number is missing."""


class NoLrkNumber(CannotBill):
    """The location has no number in the national register for this type of care."""

    facts = ("location",)


class ImpossibleTerms(CannotBill):
    """Hours, weeks or rate of a contract or extra day are none that can be."""


@dataclass(frozen=True)
class Due:
    """What is due from a family; `extra_days` are those that its lines are made of."""

    lines: tuple[InvoiceLine, ...] = ()
    extra_days: tuple[GrantedDay, ...] = ()

    @property
    def total(self) -> int:
        """In cents."""
        return sum(line.amount for line in self.lines)


def arrears(month: Month, organisation: Organisation) -> list[Month]:
    """Return the months whose extra days may still have to be billed with this month's care."""
    months = [month]
    while months[-1] > organisation.first_care_period and len(months) <= LOOKS_BACK:
        months.append(months[-1].previous)
    return months[::-1]


def days_to_bill(
    extra_days: Iterable[GrantedDay],
    *,
    organisation: Organisation,
    until: date,
    billed: Collection[tuple[str, date]],
) -> list[GrantedDay]:
    """Return, the oldest first, the days up to and including `until` that were not billed yet.

    `billed` has the child and the date of those that were. Days before the first care period
    were billed by the old portal.
    """
    first = organisation.first_care_period.first_day
    due = [
        it
        for it in extra_days
        if first <= it.day <= until and (it.child_id, it.day) not in billed and it.price
    ]
    return sorted(due, key=lambda it: (it.day, it.child_id))[:MOST_EXTRA_DAYS]


def due_of(
    family: Family,
    billable: Mapping[str, BillableMonth],
    extra_days: Sequence[GrantedDay],
    configuration: Configuration,
) -> Due:
    """Return the care of the month by contract, and these extra days, child by child.

    :raises NoLrkNumber: at one of the locations.
    :raises ImpossibleTerms: of a contract or extra day.
    """
    lines: list[InvoiceLine] = []
    try:
        for child in family.children:
            if found := billable.get(child.child_id):
                lines += _contract_lines(child, found, configuration)
            own = [it for it in extra_days if it.child_id == child.child_id]
            lines += [_extra_line(child, it, configuration) for it in own]
    except ValueError as error:
        raise ImpossibleTerms from error
    return Due(tuple(lines), tuple(extra_days))


def invoice_of(
    due: Due, *, family: Family, number: str, month: Month, issued_on: date, by: Organisation
) -> Invoice:
    """Return the invoice as it goes out.

    :raises NoAddress, NoParent, MandateIncomplete: what it needs of the family is not there.
    """
    if not (family.street.strip() and family.postcode.strip() and family.city.strip()):
        raise NoAddress
    parent = _addressed(family, issued_on)
    payment = _payment(family, number, debit_date(month, by.billing, issued_on=issued_on))
    pays_by = issued_on + timedelta(days=by.billing.payment_days)
    return Invoice(
        number=number,
        issue_date=issued_on,
        due_date=payment.debit_date if isinstance(payment, DirectDebit) else pays_by,
        month=month,
        language=parent.language,
        debtor_number=family.debtor_number,
        parent_name=parent.name,
        addressee=Addressee(family.name, (family.street, f"{family.postcode} {family.city}")),
        creditor=_creditor(by),
        payment=payment,
        lines=due.lines,
    )


def debit_date(month: Month, billing: Billing, *, issued_on: date) -> date:
    """Return the organisation's day of the month before, but never within the notice period.

    Where that month has no such day, it is its last.
    """
    before = month.previous
    day = min(billing.debit_day, before.last_day.day)
    return max(before.first_day.replace(day=day), issued_on + timedelta(days=billing.notice_days))


def _contract_lines(
    child: Child, billable: BillableMonth, configuration: Configuration
) -> Iterator[InvoiceLine]:
    for contract in billable.contracts:
        group = configuration.group(contract.group_id)
        share = _share(contract, billable.month, group, configuration)
        if share and share.days:
            care = MonthlyCare(
                day_hours=tuple(it.hours for it in contract.days),
                weeks_per_year=contract.weeks_per_year,
                hourly_rate=contract.hourly_rate,
                rounding=Rounding(configuration.organisation.billing.rounding),
                share=share,
            )
            yield _cared(child, contract.care_type, group, configuration).line(care)


def _share(
    contract: Contract, month: Month, group: Group, configuration: Configuration
) -> Share | None:
    closed = {day for day in month.days if not configuration.is_open(group, day)}
    dates = care_days(contract.weekdays, month, closed=closed)
    counted = PartMonth(configuration.organisation.billing.part_month)
    return share_of_month(counted, month, contract.period, dates)


def _extra_line(child: Child, granted: GrantedDay, configuration: Configuration) -> InvoiceLine:
    group = configuration.group(granted.group_id)
    because = ExtraDay(granted.day, granted.hours, granted.hourly_rate)
    return _cared(child, group.care_type, group, configuration).line(because)


def _cared(child: Child, care_type: CareType, group: Group, configuration: Configuration) -> Cared:
    location = configuration.location(group.location_id)
    if care_type not in location.lrk:
        raise NoLrkNumber(location=location.name)
    return Cared(child.child_id, child.name, care_type, location.name, location.lrk[care_type])


def _addressed(family: Family, today: date) -> ParentPerson:
    """Return whose name stands on the invoice: the first parent, or else a payer."""
    people = [
        it for it in family.parents if it.role in PAYERS and not _is_over(it.care_until, today)
    ]
    if not people:
        raise NoParent
    return min(people, key=lambda it: (it.role is not Role.PARENT, it.position))


def _is_over(care_until: date | None, today: date) -> bool:
    return care_until is not None and care_until <= today


def _payment(family: Family, number: str, on: date) -> DirectDebit | Transfer:
    payment = family.payment
    if payment.method is not PaymentMethod.DIRECT_DEBIT:
        return Transfer(payment_reference(number))
    if not (payment.mandate_reference and payment.iban_ending):
        raise MandateIncomplete
    return DirectDebit(payment.mandate_reference, on, payment.iban_ending)


def _creditor(organisation: Organisation) -> Creditor:
    contact, billing = organisation.contact, organisation.billing
    return Creditor(
        name=organisation.name,
        address_lines=(contact.street, f"{contact.postcode} {contact.city}"),
        iban=billing.iban,
        creditor_id=billing.creditor_id,
        email=contact.email,
        telephone=contact.phone,
    )
