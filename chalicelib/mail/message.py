"""Mails and letters. No input or output here."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import asdict, field, fields
from datetime import date, datetime
from typing import Any, ClassVar, Self

from chalicelib.core.ids import new_id
from chalicelib.core.language import Language
from chalicelib.core.periods import Month
from chalicelib.core.values import dataclass


@dataclass(frozen=True)
class Addressee:
    email: str
    name: str
    language: Language


@dataclass(frozen=True)
class Attachment:
    """A file of the portal, by its key, that goes along with a letter under this name."""

    key: str
    name: str
    content_type: str


@dataclass(frozen=True)
class Letter:
    """A mail with an address on it: plain values, so that it can wait in the table.

    `about`, as "account-<id>", is of what somebody asks what became of the newest letter: it stands
    on the item of that thing, see `mail/store.py`.
    """

    organisation_id: str
    letter_id: str
    to: Addressee
    template: str
    values: Mapping[str, Any]
    attachments: Sequence[Attachment] = ()
    about: str | None = None

    def plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> "Letter":
        to = plain["to"]
        return cls(
            organisation_id=plain["organisation_id"],
            letter_id=plain["letter_id"],
            to=Addressee(to["email"], to["name"], Language(to["language"])),
            template=plain["template"],
            values=plain["values"],
            attachments=[Attachment(**each) for each in plain["attachments"]],
            about=plain["about"],
        )


@dataclass(frozen=True)
class Letterhead:
    """What the mails of an organisation look like, and where answers go.

    The logo is a PNG among the portal's files.
    """

    name: str
    colour: str
    origin: str
    email: str
    phone: str
    address: str
    logo_key: str | None = None


@dataclass(frozen=True)
class Mail(ABC):
    """One occasion to write to somebody. Its fields are the variables of its template."""

    template: ClassVar[str]

    @classmethod
    @abstractmethod
    def example(cls) -> Self:
        """Return one for the previews, and for the test that renders all mails."""

    def to(
        self,
        addressee: Addressee,
        *,
        organisation_id: str,
        attachments: Sequence[Attachment] = (),
        letter_id: str = "",
        about: str | None = None,
    ) -> Letter:
        """Return the letter; give its id where a job that runs again must write the same one.

        What it is `about` is told to SES as well: letters, digits, "-" and "_".
        """
        values = {each.name: _plain(getattr(self, each.name)) for each in fields(self)}
        return Letter(
            organisation_id=organisation_id,
            letter_id=letter_id or new_id(),
            to=addressee,
            template=self.template,
            values=values,
            attachments=tuple(attachments),
            about=about,
        )


@dataclass(frozen=True)
class LetterState:
    """What became of a letter: `posted`, `sent`, `delivered`, `bounced` or `complained`."""

    letter_id: str
    state: str
    at: datetime | None = field(default=None)


def _plain(value: object) -> Any:
    """Return what JSON can hold; the tag lets rendering find days and links again."""
    if isinstance(value, datetime):
        return {"instant": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Month):
        return {"month": str(value)}
    if hasattr(value, "plain"):
        return {"link": value.plain()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(each) for each in value]
    return value
