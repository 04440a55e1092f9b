"""Write docs/access.md from infra/access.txt, who may do what: `python -m infra.access`.

The text is written by hand and says what shall be; the tests ask every route as every caller.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "infra/access.txt"
FILE = ROOT / "docs/access.md"
MARK = "<!-- below: written by `make docs` from infra/access.txt -->\n"
YES = "yes"
_ROUTE = re.compile(r"    (?P<route>[A-Z]+ /\S*)(?: -> (?P<heard>[A-Za-z|]+))?")


@dataclass(frozen=True)
class Way:
    """One way in which access is decided.

    `cells` has for each kind of object what each caller hears: `yes`, or a status. `routes` has
    for each route the refusals that callers hear who are let in, where a test cannot ask better:
    without the link from the mail, without the password.
    """

    title: str
    cells: dict[str, dict[str, str]]
    routes: dict[str, frozenset[str]]


def ways() -> list[Way]:
    """Return what the table says.

    :raises ValueError: a line of it is neither a row nor a route, or a cell is missing.
    """
    return [_way(block) for block in TABLE.read_text(encoding="utf-8").strip().split("\n\n")]


def text() -> str:
    """Return the page: what is above the mark stays."""
    above, _, _ = FILE.read_text(encoding="utf-8").partition(MARK)
    return f"{above}{MARK}\n" + "\n".join(_section(it) for it in ways())


def _way(block: str) -> Way:
    title, head, *lines = block.splitlines()
    _, *callers = head.split()
    cells: dict[str, dict[str, str]] = {}
    routes: dict[str, frozenset[str]] = {}
    for line in lines:
        if found := _ROUTE.fullmatch(line):
            routes[found["route"]] = frozenset((found["heard"] or "").split("|")) - {""}
        else:
            kind, *row = line.split()
            cells[kind] = dict(zip(callers, row, strict=True))
    return Way(title, cells, routes)


def _section(way: Way) -> str:
    callers = next(iter(way.cells.values()))
    table = [
        "| | " + " | ".join(callers) + " |",
        "|---" * (len(callers) + 1) + "|",
        *(
            f"| **{kind}** | " + " | ".join(map(_shown, it.values())) + " |"
            for kind, it in way.cells.items()
        ),
    ]
    routes = [f"* `{it}`" for it in way.routes]
    return "\n".join([f"## {way.title}", "", *table, "", *routes, ""])


def _shown(cell: str) -> str:
    return "**yes**" if cell == YES else cell


def main() -> int:
    """Write the page, or with `--check` tell whether it is fresh."""
    if "--check" in sys.argv:
        return int(FILE.read_text(encoding="utf-8") != text())
    FILE.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
