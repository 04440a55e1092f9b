"""What there is to say about the rows of an upload."""

from collections.abc import Iterable, Mapping

from chalicelib.core.language import Language
from chalicelib.core.values import dataclass
from chalicelib.imports.texts import SEVERITIES, Severity, advice, sentence

VALUE_LIMIT = 80


@dataclass(frozen=True, order=True)
class Origin:
    """Where a row stands: the file (with the tab of a workbook) and the line, the first being 1.

    Line 0 means the file as a whole.
    """

    file: str
    line: int


@dataclass(frozen=True)
class Finding:
    """What is wrong in one place; `column` is as written in the file, or empty for the whole row.

    `data` fills the texts that `chalicelib/imports/texts` has for this code.
    """

    origin: Origin
    column: str
    code: str
    data: Mapping[str, str]

    @property
    def severity(self) -> Severity:
        return SEVERITIES[self.code]

    def what(self, language: Language) -> str:
        """Return the sentence that says what is wrong."""
        return sentence(self.code, self.data, language)

    def advice(self, language: Language) -> str:
        """Return the sentence that says what to do about it."""
        return advice(self.code, self.data, language)


class Findings:
    """A notebook that is filled while an upload is read and checked."""

    def __init__(self, already: Iterable[Finding] = ()) -> None:
        self._findings = list(already)

    def note(self, origin: Origin, column: str, code: str, **data: object) -> None:
        shown = {name: _shown(value) for name, value in data.items()}
        self._findings.append(Finding(origin, column, code, shown))

    def in_order(self, files: Iterable[str]) -> tuple[Finding, ...]:
        """Return them by file, in the given order, and by line; other files come last."""
        place = {file: number for number, file in enumerate(files)}
        last = len(place)
        return tuple(
            sorted(
                self._findings,
                key=lambda found: (place.get(found.origin.file, last), found.origin),
            )
        )


def _shown(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= VALUE_LIMIT else f"{text[:VALUE_LIMIT]}…"
