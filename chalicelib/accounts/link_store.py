"""Links in mails, in DynamoDB.

pk                      sk      what
ORG#<org>#LINK#<link>   LINK    whose link it is, for what and until when (ttl)
"""

from datetime import UTC, datetime, timedelta

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.accounts.model import LinkUsed, MailLink, Purpose
from chalicelib.aws.table import Item, find
from chalicelib.aws.transactions import Transaction

KEPT = timedelta(days=30)  # after its time is over, so that its page can say so


class _LinkItem(Item):
    account_id = UnicodeAttribute()
    purpose = UnicodeAttribute()
    credentials = NumberAttribute()
    expires_at = NumberAttribute()
    used_at = UTCDateTimeAttribute(null=True)
    email = UnicodeAttribute(null=True)


class LinkStore:
    """The links of one organisation: without the secret that makes them work."""

    def __init__(self, organisation_id: str) -> None:
        self._org = organisation_id

    def get(self, link_id: str) -> MailLink | None:
        item = find(self._item(link_id))
        return _link(item) if item else None

    def add(self, link: MailLink, *, transaction: Transaction) -> None:
        item = self._item(link.link_id)
        item.account_id = link.account_id
        item.purpose = link.purpose.value
        item.credentials = link.credentials
        item.expires_at = int(link.expires_at.timestamp())
        item.email = link.email
        item.ttl = link.expires_at + KEPT
        transaction.put(item)

    def use(self, link: MailLink, *, now: datetime, transaction: Transaction) -> None:
        """:raises LinkUsed: on commit, if somebody was faster.

        The time is in the condition too: DynamoDB removes what has expired days later.
        """
        transaction.update(
            self._item(link.link_id),
            [_LinkItem.used_at.set(now)],
            condition=_LinkItem.used_at.does_not_exist()
            & (_LinkItem.expires_at > int(now.timestamp())),
            otherwise=LinkUsed(),
        )

    def _item(self, link_id: str) -> _LinkItem:
        return _LinkItem(f"ORG#{self._org}#LINK#{link_id}", "LINK")


def _link(item: _LinkItem) -> MailLink:
    return MailLink(
        link_id=item.pk.rpartition("#LINK#")[2],
        account_id=item.account_id,
        purpose=Purpose(item.purpose),
        credentials=int(item.credentials),
        expires_at=datetime.fromtimestamp(int(item.expires_at), UTC),
        used_at=item.used_at,
        email=item.email,
    )
