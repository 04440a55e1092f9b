"""What a list shows of a family: it stands under each name that the family is found by."""

from collections.abc import Mapping
from typing import Any

from chalicelib.core.values import dataclass
from chalicelib.families.model import Family, search_names


@dataclass(frozen=True)
class ListedParent:
    name: str
    account_id: str | None


@dataclass(frozen=True)
class ListedChild:
    child_id: str
    name: str


@dataclass(frozen=True)
class ListedFamily:
    family_id: str
    debtor_number: str
    name: str
    parents: tuple[ListedParent, ...]
    children: tuple[ListedChild, ...]

    @classmethod
    def of(cls, family: Family) -> "ListedFamily":
        return cls(
            family_id=family.family_id,
            debtor_number=family.debtor_number,
            name=family.name,
            parents=tuple(ListedParent(it.name, it.account_id) for it in family.parents),
            children=tuple(ListedChild(it.child_id, it.name) for it in family.children),
        )


@dataclass(frozen=True)
class ListedName:
    """A name that a family is found by; `before` is the one of its names before it in alphabet.

    So a search that meets several names of a family knows which is the first.
    """

    name: str
    before: str | None
    family: ListedFamily

    def is_first_with(self, prefix: str) -> bool:
        return self.before is None or not self.before.startswith(prefix)


def names_of(family: Family) -> dict[str, ListedName]:
    """Return what stands under each name of the family."""
    names, listed = sorted(search_names(family)), ListedFamily.of(family)
    pairs = zip(names, [None, *names], strict=False)
    return {name: ListedName(name, before, listed) for name, before in pairs}


def listed_document(family: ListedFamily) -> dict[str, Any]:
    return {
        "family_id": family.family_id,
        "debtor_number": family.debtor_number,
        "name": family.name,
        "parents": [[it.name, it.account_id] for it in family.parents],
        "children": [[it.child_id, it.name] for it in family.children],
    }


def listed_of(what: Mapping[str, Any]) -> ListedFamily:
    return ListedFamily(
        family_id=what["family_id"],
        debtor_number=what["debtor_number"],
        name=what["name"],
        parents=tuple(ListedParent(*it) for it in what["parents"]),
        children=tuple(ListedChild(*it) for it in what["children"]),
    )
