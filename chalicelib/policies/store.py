"""Policies in DynamoDB.

They stand with the rest of the configuration, so that a process reads all of it in one request.

pk                       sk                                               what
ORG#<org>#CONFIGURATION  POLICY#<care type>#<effective from>#<version>    a document, never changed
ORG#<org>#CONFIGURATION  POLICY#LATEST#<care type>                        the version saved last
"""

from pynamodb.attributes import JSONAttribute, NumberAttribute

from chalicelib.aws.table import Item
from chalicelib.aws.transactions import Transaction
from chalicelib.policies.model import Policies, Policy, PolicyChanged
from chalicelib.policies.plain import plain_policy, policy_of


class _PolicyItem(Item):
    """One kind of item for both kinds of rows: they are read together."""

    what = JSONAttribute(null=True)
    version = NumberAttribute()


class PolicyStore:
    """The policies of one organisation."""

    def __init__(self, organisation_id: str) -> None:
        self._pk = f"ORG#{organisation_id}#CONFIGURATION"

    def policies(self) -> Policies:
        """Return every document there is, in one request."""
        ours = _PolicyItem.sk.startswith("POLICY#")
        found = _PolicyItem.query(self._pk, ours, consistent_read=True)
        return Policies(tuple(policy_of(item.what) for item in found if item.what))

    def add(self, policy: Policy, *, transaction: Transaction) -> None:
        """Add a version, which is one more than the latest.

        :raises PolicyChanged: on commit, if somebody else has saved that version meanwhile.
        """
        before = policy.version - 1
        was_latest = _PolicyItem.version == before if before else _PolicyItem.pk.does_not_exist()
        transaction.put(
            _PolicyItem(self._pk, f"POLICY#LATEST#{policy.care_type}", version=policy.version),
            condition=was_latest,
            otherwise=PolicyChanged(),
        )
        transaction.put(
            _PolicyItem(
                self._pk,
                f"POLICY#{policy.care_type}#{policy.effective_from}#{policy.version:06}",
                what=plain_policy(policy),
                version=policy.version,
            ),
            condition=_PolicyItem.pk.does_not_exist(),
            otherwise=PolicyChanged(),
        )
