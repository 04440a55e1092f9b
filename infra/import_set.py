"""Import an office's export: `python -m infra.import_set --organisation zonnebloem files...`.

Works on the stage that the environment leads to (PORTAL_* as in `infra/resources.yaml`, AWS_* as
always), with the very code that workers run, but in this process. It ends with 0 once the files
were read, whatever they say, and with 2 if they cannot be read.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from chalicelib.core import clock
from chalicelib.core.callers import Caller, Role
from chalicelib.core.errors import NotFound, PortalError
from chalicelib.core.ids import new_id
from chalicelib.core.language import Language
from chalicelib.http.texts import sentence
from chalicelib.imports import invitations
from chalicelib.imports.findings import Finding
from chalicelib.imports.model import WaveUnderWay
from chalicelib.imports.reading import File
from chalicelib.imports.texts import Severity
from chalicelib.imports.writing.outcomes import Author
from chalicelib.imports.writing.rehearsal import Rehearsal, rehearse
from chalicelib.settings import settings

ACTOR = "infra.import_set"
READ, UNUSABLE = 0, 2
SHOWN_EVERY = 1.0  # seconds


def main(arguments: Sequence[str] | None = None) -> int:
    given = _parser().parse_args(arguments)
    language = Language(given.language)
    try:
        settings()
    except KeyError as missing:
        return _unusable(f"{missing.args[0]} is not in the environment.")
    try:
        _import(given, language)
    except NotFound:
        return _unusable(f"There is no organisation {given.organisation}.")
    except PortalError as refusal:
        return _unusable(sentence(refusal, language))
    except OSError as error:
        return _unusable(f"{error.filename}: {error.strerror}")
    return READ


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.import_set", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="CSV, .xlsx, or a .zip of those")
    parser.add_argument("--organisation", required=True, help="its slug")
    parser.add_argument("--dry-run", action="store_true", help="say what is wrong, write nothing")
    parser.add_argument("--invite", action="store_true", help="then mail who has no link yet")
    parser.add_argument("--language", default="nl", choices=[it.value for it in Language])
    return parser


def _import(given: argparse.Namespace, language: Language) -> None:
    files = [File(path.name, path.read_bytes()) for path in given.files]
    author = Author(ACTOR, (Role.OPERATOR.value,))
    rehearsal = rehearse(files, organisation_id=given.organisation, author=author, now=clock.now())
    _tell(rehearsal.report.findings, language)
    _summarise(rehearsal)
    if given.dry_run:
        _say("Nothing was written.")
        return
    _tell(_write(rehearsal), language)
    if given.invite:
        _invite(given.organisation, language)


def _write(rehearsal: Rehearsal) -> Sequence[Finding]:
    """Write everything, and return what came up meanwhile."""
    if rehearsal.write_places():
        _say("Locations, groups and closing days were written.")
    of, changed, findings, shown_at = len(rehearsal.families), 0, [], time.monotonic()
    for done, outcome in enumerate(rehearsal.writer.write(rehearsal.families), start=1):
        changed += outcome.has_changed
        findings += [outcome.finding] if outcome.finding else []
        if time.monotonic() - shown_at > SHOWN_EVERY:
            shown_at = time.monotonic()
            _say(f"{done} of {of} families")
    _say(f"{of} families: {changed} added or changed, {of - changed} as they were.")
    return findings


def _invite(organisation_id: str, language: Language) -> None:
    """Put the wave in the outbox; the stage's own workers send it."""
    operator = Caller(
        organisation_id, ACTOR, new_id(), language, families={}, staff_role=Role.OPERATOR
    )
    try:
        invitations.start_wave(by=operator, now=clock.now())
        _say("Invitations are on their way.")
    except WaveUnderWay as refusal:
        _say(sentence(refusal, language))


def _summarise(rehearsal: Rehearsal) -> None:
    for kind, count in rehearsal.report.counts.items():
        again = f", {count.again} twice" if count.again else ""
        _say(f"{kind.value}: {count.good} of {count.read} lines come in{again}")
    totals = {it.value: len(rehearsal.report.of(it)) for it in Severity}
    _say(", ".join(f"{name}: {total}" for name, total in totals.items()))
    held_back = rehearsal.report.held_back
    if held_back:
        _say(f"Held back: {', '.join(held_back)}")


def _tell(findings: Sequence[Finding], language: Language) -> None:
    for line in _lines(findings, language):
        _say(line)


def _lines(findings: Sequence[Finding], language: Language) -> Iterator[str]:
    for finding in findings:
        origin = finding.origin
        where = f"{origin.file}:{origin.line}" + (f" {finding.column}" if finding.column else "")
        texts = f"{finding.what(language)} {finding.advice(language)}"
        yield f"{where}: {finding.severity.value} {finding.code}: {texts}"


def _unusable(why: str) -> int:
    sys.stderr.write(f"{why}\n")
    return UNUSABLE


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
