"""What the organisation already has, told to an import that looks nothing up itself."""

from collections.abc import Mapping
from dataclasses import field

from chalicelib.core.values import dataclass
from chalicelib.imports.rows import ContractRow, GroupRow, LocationRow


@dataclass(frozen=True, kw_only=True)
class Known:
    """Debtor numbers, children's numbers with their family's, and what contracts lean on.

    `contracts` count where places are counted, unless the upload has their number as well.
    """

    families: frozenset[str] = frozenset()
    children: Mapping[str, str] = field(default_factory=dict)
    locations: tuple[LocationRow, ...] = ()
    groups: tuple[GroupRow, ...] = ()
    contracts: tuple[ContractRow, ...] = ()


NOTHING_YET = Known()
