"""Files are read and held against what is there: all that a dry run does, and a run begins with."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from chalicelib.aws.transactions import Transaction
from chalicelib.core.periods import day_of
from chalicelib.core.values import dataclass
from chalicelib.imports.checking import Checked, FamilyBundle, check
from chalicelib.imports.findings import Finding, Findings
from chalicelib.imports.reading import File, Upload, read_files
from chalicelib.imports.reports import Report
from chalicelib.imports.writing.households import Writer
from chalicelib.imports.writing.outcomes import Author
from chalicelib.imports.writing.places import place_changes, places_after, plan_places
from chalicelib.imports.writing.present import known_of
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import Configuration
from chalicelib.outbox import service as outbox
from chalicelib.planning.tasks import whole


@dataclass(frozen=True)
class Rehearsal:
    """What a run would write: the places of `checked`, and then the families, each as a whole."""

    checked: Checked
    families: tuple[FamilyBundle, ...]
    report: Report
    files: tuple[str, ...]
    writer: Writer
    configuration: Configuration

    def write_places(self) -> bool:
        """Write locations, groups and closing days, and tell if there was anything to write.

        The days of the groups follow: an errand is put with the last of them.
        """
        organisation_id, transaction = self.writer.organisation_id, Transaction()
        changes = place_changes(self.checked, self.configuration)
        plan_places(changes, organisation_id=organisation_id, transaction=transaction)
        if not len(transaction):
            return False
        if changes.closing_days:
            organisations.note_opening_changed(
                self.configuration, transaction=transaction, now=self.writer.now
            )
        self.writer.author.note(
            "imports.write_places",
            f"organisation/{organisation_id}",
            organisation_id,
            transaction,
            self.writer.now,
        )
        outbox.put(whole(organisation_id), transaction=transaction, now=self.writer.now)
        transaction.commit_in_parts()
        organisations.forget(organisation_id)
        return True

    def report_with(self, findings: Iterable[Finding]) -> Report:
        """Return the report with what came up while families were written."""
        return _report_with(self.report, tuple(findings), self.files)


def rehearse(
    files: Iterable[File], *, organisation_id: str, author: Author, now: datetime
) -> Rehearsal:
    """Return what the files would bring; nothing is written.

    :raises NotFound: there is no such organisation.
    :raises FileTooLarge, UnpacksTooLarge, TooManyRows, FileNotUnderstood, OldWorkbook,
        QuoteInTheWay: a file cannot be read.
    """
    organisations.forget(organisation_id)  # a group of a minute ago is not to be made again
    configuration = organisations.configuration_of(organisation_id, now=now)
    upload = read_files(files)
    today = day_of(now)
    checked = check(upload, known=known_of(configuration), today=today)
    language = configuration.organisation.language
    places = places_after(place_changes(checked, configuration), configuration)
    writer = Writer(organisation_id, places, language, author, now)
    return _foreseen(checked, upload, writer, configuration)


def _foreseen(
    checked: Checked, upload: Upload, writer: Writer, configuration: Configuration
) -> Rehearsal:
    foreseen = dict(writer.foresee(checked.families))
    ready = tuple(it for it in checked.families if it.number not in foreseen)
    report = _report_with(checked.report, tuple(foreseen.values()), upload.files)
    report = replace(report, held_back=tuple(sorted({*report.held_back, *foreseen})))
    return Rehearsal(checked, ready, report, upload.files, writer, configuration)


def _report_with(report: Report, more: tuple[Finding, ...], files: tuple[str, ...]) -> Report:
    return replace(report, findings=Findings((*report.findings, *more)).in_order(files))
