"""Who asks, and what they are to the organisation."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import field, replace
from enum import StrEnum

from chalicelib.core.at_hand import AtHand
from chalicelib.core.language import Language
from chalicelib.core.values import dataclass


class Role(StrEnum):
    PARENT = "parent"
    PAYER = "payer"
    GROUP_WORKER = "group_worker"
    PLANNER = "planner"
    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"


class Standing(StrEnum):
    """How far somebody who is signed in may go."""

    FULL = "full"
    SETTING_UP = "setting_up"  # must have a second factor, has none yet, and may only set it up


PARENTS = frozenset({Role.PARENT})
PAYERS = frozenset({Role.PARENT, Role.PAYER})
STAFF = frozenset({Role.GROUP_WORKER, Role.PLANNER, Role.ADMINISTRATOR})
OFFICE = frozenset({Role.PLANNER, Role.ADMINISTRATOR})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
OPERATORS = frozenset({Role.OPERATOR})
EVERYONE = frozenset(Role)


@dataclass(frozen=True)
class Caller:
    """An account that is signed in, with what it may reach now: decided from current data.

    `families` gives for each family the role in it (parent or payer). `staff_role` is the role at
    the organisation, and `group_ids` are the groups of a group worker. `at_hand` is what was read
    along with the session, for the stores that are asked for it. Who has a second factor is asked
    for it wherever the password is asked for.
    """

    organisation_id: str
    account_id: str
    session_id: str
    language: Language
    families: Mapping[str, Role]
    staff_role: Role | None = None
    group_ids: frozenset[str] = frozenset()
    has_second_factor: bool = False
    standing: Standing = Standing.FULL
    at_hand: AtHand = field(default_factory=AtHand, compare=False, repr=False)

    @property
    def roles(self) -> frozenset[Role]:
        own = {self.staff_role} if self.staff_role else set()
        return frozenset({*self.families.values(), *own})

    @property
    def is_staff(self) -> bool:
        return self.staff_role in STAFF

    def is_one_of(self, roles: AbstractSet[Role]) -> bool:
        return not self.roles.isdisjoint(roles)

    def only_as(self, roles: AbstractSet[Role]) -> "Caller":
        """Return the caller without what they are besides these roles.

        A colleague may be a parent here too: on a page for parents, being a colleague is nothing.
        """
        if self.roles <= roles:
            return self
        is_on_duty = self.staff_role in roles
        return replace(
            self,
            families={it: role for it, role in self.families.items() if role in roles},
            staff_role=self.staff_role if is_on_duty else None,
            group_ids=self.group_ids if is_on_duty else frozenset(),
        )

    def families_as(self, roles: AbstractSet[Role]) -> list[str]:
        """Return the ids of the families in which the caller has one of these roles."""
        return [family for family, role in self.families.items() if role in roles]
