"""Who asks in `make fuzz`: somebody of each role, two of whom no sample organisation has."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.accounts import colleagues
from chalicelib.accounts.model import Person
from chalicelib.core.callers import Caller, Role
from chalicelib.core.language import Language
from chalicelib.families import custody
from chalicelib.families import service as families
from chalicelib.families.details import ParentDetails
from chalicelib.http.endpoints import Endpoint
from infra.demo.visitor import Refused, Visitor
from infra.local import seed as sample
from infra.local.client import LocalPortal

SLUG = "madelief"
DEBTOR_NUMBER = "020001"
PAYER = "opa@voorbeeld.example"
OPERATOR = "beheerder@kiekeboe.example"
# What the links lead on from is made by these; others would be asked the same again.
MAKERS = frozenset({Role.PARENT, Role.PLANNER, Role.ADMINISTRATOR})
# Who has logged out asks nothing any more: these come last.
LEAVING = frozenset({"log_out", "log_out_everywhere"})
# In this order: the office can end what others are.
SIGNED_IN = {
    Role.PAYER: PAYER,
    Role.PARENT: "marieke@voorbeeld.example",
    Role.GROUP_WORKER: f"groep@{SLUG}.example",
    Role.OPERATOR: OPERATOR,
    Role.PLANNER: f"planning@{SLUG}.example",
    Role.ADMINISTRATOR: f"beheer@{SLUG}.example",
}


@dataclass
class Asker:
    """One visitor, with the operations that are asked as them.

    Of what they `cover` everything is tried that the document allows and forbids, of what they
    `ask` some of it; and with the last of their requests they may be `leaving`.
    """

    role: Role | None = None
    covers: set[str] = field(default_factory=set)
    asks: set[str] = field(default_factory=set)
    leaving: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        return self.role.value.replace("_", " ") if self.role else "nobody"

    def may(self, endpoint: Endpoint) -> bool:
        return endpoint.who is None or self.role in endpoint.who

    def come_in(self, portal: LocalPortal) -> Visitor:
        visitor = Visitor(portal, SLUG)
        if self.role is None:
            return visitor
        visitor.log_in(SIGNED_IN[self.role], sample.PASSWORD)
        return visitor.set_up_code() if visitor.get("/session")["must_set_up"] else visitor

    def is_still_in(self, visitor: Visitor) -> bool:
        """Tell whether all was asked with the session, and not without it after a while."""
        if self.role is None:
            return True
        try:
            return self.role.value in visitor.get("/session")["roles"]
        except Refused:
            return False


def askers(endpoints: Iterable[Endpoint], chance: random.Random) -> list[Asker]:
    """Share out the operations: each is covered by one who may, and asked by all who may.

    Each is asked by somebody who may not as well.
    """
    nobody, people = Asker(), [Asker(it) for it in SIGNED_IN]
    for endpoint in endpoints:
        name = endpoint.view.__name__
        may = [it for it in people if it.may(endpoint)]
        may_not = [it for it in people if it not in may]
        if name in LEAVING:
            nobody.covers.add(name)
            chance.choice([it for it in people if not it.leaving]).leaving.add(name)
            continue
        if endpoint.who is None:
            may = [nobody]
        chance.choice(may).covers.add(name)
        for each in [*may, chance.choice([*may_not, nobody])]:
            each.asks.add(name)
    return [nobody, *people]


def seed(now: datetime) -> Sequence[str]:
    """Fill the portal, and add a payer and an operator."""
    lines = sample.seed(now)
    by = Caller(SLUG, "seed", "seed", Language.NL, families={}, staff_role=Role.ADMINISTRATOR)
    payer = ParentDetails("Opa", "Brouwer", PAYER, None, Language.NL, Role.PAYER, None, version=0)
    family_id = families.family_id_for(DEBTOR_NUMBER, organisation_id=SLUG)
    custody.add_parent(caller=by, family_id=family_id, details=payer, now=now)
    operator = Person(OPERATOR, "Bep Beheerder", Language.NL, staff_role=Role.OPERATOR)
    colleagues.add_colleague(caller=by, person=operator, now=now)
    for email in (PAYER, OPERATOR):
        sample.activate(email, SLUG, now)
    return lines
