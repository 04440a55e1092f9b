"""What parents are asked permission for: the texts, their version, and what was answered."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from chalicelib.core.errors import Conflict
from chalicelib.core.language import Language
from chalicelib.core.values import dataclass

IMPORTED = "import"  # as text version and as answerer: taken over from the system before


class PermissionTextChanged(Conflict):
    """The answer is to an older text than `version`, the one that is asked now."""

    facts = ("version",)


class PermissionKind(StrEnum):
    PHOTOS = "photos"
    OUTINGS = "outings"
    PUBLICITY = "publicity"
    MEDICINE = "medicine"


@dataclass(frozen=True)
class PermissionText:
    """What a parent says yes or no to; another wording is another version."""

    kind: PermissionKind
    version: str
    words: Mapping[Language, str]


@dataclass(frozen=True)
class PermissionAnswer:
    """`answered_by` is an account id, or `IMPORTED`. It is never changed, only followed."""

    kind: PermissionKind
    is_given: bool
    text_version: str
    answered_at: datetime
    answered_by: str

    @property
    def is_imported(self) -> bool:
        return self.answered_by == IMPORTED


PERMISSION_TEXTS = {
    text.kind: text
    for text in (
        PermissionText(
            PermissionKind.PHOTOS,
            "2026-1",
            {
                Language.NL: "Er mogen foto's van mijn kind gemaakt worden. Alleen de ouders van "
                "de kinderen op de foto zien die in het portaal.",
                Language.EN: "Photos of my child may be taken. Only the parents of the children "
                "in a photo see it in the portal.",
            },
        ),
        PermissionText(
            PermissionKind.OUTINGS,
            "2026-1",
            {
                Language.NL: "Mijn kind mag mee op uitstapjes in de buurt, te voet, met de "
                "bolderkar of met de bakfiets.",
                Language.EN: "My child may come along on outings nearby, on foot, in the wagon or "
                "in the cargo bike.",
            },
        ),
        PermissionText(
            PermissionKind.PUBLICITY,
            "2026-1",
            {
                Language.NL: "Foto's waarop mijn kind herkenbaar is mogen op de website en de "
                "sociale media van de organisatie staan.",
                Language.EN: "Photos in which my child can be recognised may be shown on the "
                "organisation's website and social media.",
            },
        ),
        PermissionText(
            PermissionKind.MEDICINE,
            "2026-1",
            {
                Language.NL: "De medewerkers mogen mijn kind bij koorts één keer paracetamol "
                "geven, nadat zij mij gebeld hebben.",
                Language.EN: "Staff may give my child paracetamol once in case of a fever, after "
                "they have called me.",
            },
        ),
    )
}


def check_text(kind: PermissionKind, text_version: str) -> None:
    """:raises PermissionTextChanged: it is not the text that is asked now."""
    current = PERMISSION_TEXTS[kind].version
    if text_version != current:
        raise PermissionTextChanged(version=current)


def imported(kind: PermissionKind, *, is_given: bool, now: datetime) -> PermissionAnswer:
    """Return an answer that was given to the system before this one."""
    return PermissionAnswer(kind, is_given, IMPORTED, now, IMPORTED)
