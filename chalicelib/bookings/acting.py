"""Who decides or changes something about days: somebody who is signed in, or the rules."""

from dataclasses import field
from datetime import datetime

from chalicelib.audit import service as audit
from chalicelib.audit.model import AuditRecord
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand
from chalicelib.core.callers import Caller
from chalicelib.core.ids import new_id
from chalicelib.core.values import dataclass

RULES = "rules"  # who stands in the audit trail where nobody pressed a button


@dataclass(frozen=True)
class Actor:
    """Who acts at this organisation; without a caller it is the rules."""

    organisation_id: str
    caller: Caller | None = None
    at_hand: AtHand = field(default_factory=AtHand, compare=False, repr=False)

    @classmethod
    def of(cls, caller: Caller) -> "Actor":
        return cls(caller.organisation_id, caller, caller.at_hand)

    @property
    def account_id(self) -> str | None:
        return self.caller.account_id if self.caller else None

    def note(self, action: str, about: str, *, transaction: Transaction, now: datetime) -> None:
        """Record it in the audit trail, if the transaction is committed."""
        if self.caller:
            audit.note(action, about, by=self.caller, transaction=transaction, now=now)
            return
        record = AuditRecord(
            organisation_id=self.organisation_id,
            at=now,
            actor=RULES,
            roles=(),
            action=action,
            about=about,
            record_id=new_id(),
        )
        audit.note_of(record, transaction=transaction)
