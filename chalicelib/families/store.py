"""Families in DynamoDB. A family, with its parents and children, is one item.

pk                           sk                                       what
ORG#<org>#FAMILY#<family>    FAMILY                                   the family
ORG#<org>#FAMILY#<family>    NAME#<name>                              a name, with what lists show
ORG#<org>#FAMILY#<family>    PERMISSION#<child>#<instant>#<version>   one answer, never changed

gsi1pk                       gsi1sk                                   what
ORG#<org>#FAMILIES           <debtor number>                          the families, by number
ORG#<org>#FAMILY-NAMES       <name>                                   the names, in alphabet
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pynamodb.attributes import MapAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.aws.table import Item, find_many, query_page
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.pages import Page
from chalicelib.families.documents import answer_document, answer_of, document_of, family_of
from chalicelib.families.listing import (
    ListedFamily,
    ListedName,
    listed_document,
    listed_of,
    names_of,
)
from chalicelib.families.model import Family
from chalicelib.families.permissions import PermissionAnswer

ItemT = TypeVar("ItemT", bound=Item)


class _FamilyItem(Item):
    """`what` is JSON in which letters stay letters: escaped, an emoji would take 12 bytes."""

    what = UnicodeAttribute()
    iban = UnicodeAttribute(null=True)
    groups: MapAttribute[str, Any] = MapAttribute(default=dict)
    version = NumberAttribute()


class _NameItem(Item):
    """`before` is the name of the same family that comes before this one."""

    what = UnicodeAttribute()
    before = UnicodeAttribute(null=True)


class _PermissionItem(Item):
    what = UnicodeAttribute()


class FamilyStore:
    """The families of one organisation."""

    def __init__(self, organisation_id: str, *, at_hand: AtHand | None = None) -> None:
        self._org = f"ORG#{organisation_id}"
        self._at_hand = at_hand

    def key(self, family_id: str) -> Key:
        """Return where the family stands, for what is read along with a session."""
        return self._pk(family_id), "FAMILY"

    def family(self, family_id: str) -> Family:
        """:raises NotFound: there is no such family."""
        found = self.families([family_id])
        if not found:
            raise NotFound
        return found[family_id]

    def families(self, family_ids: Sequence[str]) -> dict[str, Family]:
        """Return those that exist, in one consistent request per 100."""
        keys = [self.key(family_id) for family_id in family_ids]
        found = [_family(item) for item in find_many(_FamilyItem, keys, at_hand=self._at_hand)]
        return {family.family_id: family for family in found}

    def put(self, family: Family, *, instead_of: Family | None, transaction: Transaction) -> None:
        """Add the family, or replace what it was; keep its names, and what is under them, in step.

        :raises Busy: on commit, if it was changed (or added) by somebody else meanwhile.
        """
        before = names_of(instead_of) if instead_of else {}
        names = names_of(family)
        for name in before.keys() - names.keys():
            transaction.delete(_NameItem(*self._name_key(family.family_id, name)))
        for name, listed in names.items():
            if before.get(name) != listed:
                transaction.put(self._name_item(listed))
        version = _FamilyItem.version
        unchanged = version == instead_of.version if instead_of else _FamilyItem.pk.does_not_exist()
        transaction.put(self._item(family), condition=unchanged, otherwise=Busy())

    def set_groups(
        self, family_id: str, groups: Mapping[str, frozenset[str]], *, transaction: Transaction
    ) -> None:
        """:raises NotFound: on commit, if there is no such family."""
        changes = [
            _FamilyItem.groups[child_id].set(sorted(group_ids))
            for child_id, group_ids in groups.items()
        ]
        transaction.update(
            _FamilyItem(*self.key(family_id)),
            [*changes, _FamilyItem.version.add(1)],
            condition=_FamilyItem.pk.exists(),
            otherwise=NotFound(),
        )

    def add_answer(
        self, child_id: str, family: Family, answer: PermissionAnswer, *, transaction: Transaction
    ) -> None:
        """Write it into the history; the version keeps two of one moment apart."""
        instant = answer.answered_at.isoformat()
        sk = f"PERMISSION#{child_id}#{instant}#{answer.kind}#{family.version}"
        item = _PermissionItem(self._pk(family.family_id), sk, what=_json(answer_document(answer)))
        is_new = _PermissionItem.pk.does_not_exist()
        transaction.put(item, condition=is_new, otherwise=Busy())

    def answers(
        self, family_id: str, child_id: str, *, limit: int, after: str | None
    ) -> Page[PermissionAnswer]:
        """Return what was answered for the child, the newest first."""
        found = query_page(
            _PermissionItem,
            self._pk(family_id),
            _PermissionItem.sk.startswith(f"PERMISSION#{child_id}#"),
            limit=limit,
            after=after,
            newest_first=True,
        )
        return found.map(lambda item: answer_of(json.loads(item.what)))

    def by_number(self, prefix: str, *, limit: int, after: str | None) -> Page[Family]:
        """Return the families whose debtor number begins so; one added just now may be missing."""
        page = _index_page(_FamilyItem, f"{self._org}#FAMILIES", prefix, limit=limit, after=after)
        return page.map(_family)

    def by_name(self, prefix: str, *, limit: int, after: str | None) -> Page[ListedFamily]:
        """Return the families with a name that begins so, each once; a page may be short.

        One that was changed just now may be as it was.
        """
        page = _index_page(_NameItem, f"{self._org}#FAMILY-NAMES", prefix, limit=limit, after=after)
        found = map(_name, page.items)
        return Page([it.family for it in found if it.is_first_with(prefix)], page.next)

    def _pk(self, family_id: str) -> str:
        return f"{self._org}#FAMILY#{family_id}"

    def _item(self, family: Family) -> _FamilyItem:
        return _FamilyItem(
            *self.key(family.family_id),
            gsi1pk=f"{self._org}#FAMILIES",
            gsi1sk=family.debtor_number,
            what=_json(document_of(family)),
            iban=family.payment.iban,
            groups={child.child_id: sorted(child.group_ids) for child in family.children},
            version=family.version,
        )

    def _name_key(self, family_id: str, name: str) -> Key:
        return self._pk(family_id), f"NAME#{name}"

    def _name_item(self, listed: ListedName) -> _NameItem:
        return _NameItem(
            *self._name_key(listed.family.family_id, listed.name),
            gsi1pk=f"{self._org}#FAMILY-NAMES",
            gsi1sk=listed.name,
            what=_json(listed_document(listed.family)),
            before=listed.before,
        )


def _index_page(
    kind: type[ItemT], pk: str, prefix: str, *, limit: int, after: str | None
) -> Page[ItemT]:
    found = kind.gsi1.query(
        pk,
        kind.gsi1sk.startswith(prefix) if prefix else None,
        limit=limit,
        last_evaluated_key=json.loads(after) if after else None,
    )
    items = list(found)
    last = found.last_evaluated_key
    return Page(items, json.dumps(last, sort_keys=True) if last else None)


def _name(item: _NameItem) -> ListedName:
    return ListedName(item.gsi1sk, item.before, listed_of(json.loads(item.what)))


def _family(item: _FamilyItem) -> Family:
    return family_of(
        json.loads(item.what),
        iban=item.iban,
        version=int(item.version),
        groups=item.groups.as_dict(),
    )


def _json(what: dict[str, Any]) -> str:
    return json.dumps(what, ensure_ascii=False)
