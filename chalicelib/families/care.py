"""What staff must know to care for a child: whom to call, who collects it, allergies."""

from dataclasses import replace

from chalicelib.core.errors import Conflict
from chalicelib.core.values import dataclass


class ContactsChanged(Conflict):
    """Somebody else changed the contacts since `yours` were read: `current` is what stands now."""

    facts = ("current", "yours")


class AllergiesChanged(Conflict):
    """Somebody else changed the allergies since `yours` were read: `current` is what stands."""

    facts = ("current", "yours")


@dataclass(frozen=True)
class EmergencyContact:
    """Whom we call if the parents cannot be reached; `relation` is like "grandmother"."""

    name: str
    phone: str | None = None
    relation: str = ""


@dataclass(frozen=True)
class PickUpPerson:
    """Somebody besides the parents who may collect the child."""

    name: str
    phone: str | None = None
    relation: str = ""


@dataclass(frozen=True)
class Contacts:
    """`version` counts the changes that were made here; 0 is as imported or added."""

    emergency: tuple[EmergencyContact, ...] = ()
    pick_up: tuple[PickUpPerson, ...] = ()
    version: int = 0

    def replaced_by(self, yours: "Contacts") -> "Contacts":
        """:raises ContactsChanged: they are not the ones that `yours` were made from."""
        if yours.version != self.version:
            raise ContactsChanged(current=self, yours=yours)
        return replace(yours, version=self.version + 1)


@dataclass(frozen=True)
class Allergies:
    """In the words of the parents; `version` as for contacts."""

    text: str = ""
    version: int = 0

    def replaced_by(self, yours: "Allergies") -> "Allergies":
        """:raises AllergiesChanged: they are not the ones that `yours` were made from."""
        if yours.version != self.version:
            raise AllergiesChanged(current=self, yours=yours)
        return replace(yours, version=self.version + 1)
