"""Write the key tables of docs/data.md from the stores' docstrings: `python -m infra.keys`."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILE = ROOT / "docs/data.md"
MARK = "<!-- below: written by `make docs` from the docstrings of the stores -->\n"


def text() -> str:
    """Return the page: what is above the mark stays, the tables below it are made anew."""
    above, _, _ = FILE.read_text(encoding="utf-8").partition(MARK)
    sections = "\n".join(_section(path) for path in stores())
    return f"{above}{MARK}\n{sections}"


def stores() -> list[Path]:
    """Return the modules that know the table, sorted."""
    return sorted((ROOT / "chalicelib").glob("**/*store.py"))


def rows_of(path: Path) -> list[list[str]]:
    """Return the lines of the key tables in a store's docstring, split at two or more spaces."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return list(_rows(docstring))


def _rows(docstring: str) -> Iterator[list[str]]:
    in_table = False
    for line in docstring.splitlines():
        cells = [cell.strip() for cell in line.split("  ") if cell.strip()]
        in_table = bool(cells) and (in_table or cells[0] in ("pk", "gsi1pk"))
        if in_table:
            yield cells


def _section(path: Path) -> str:
    room = path.relative_to(ROOT / "chalicelib").as_posix().removesuffix(".py")
    lines = [f"## {room}", ""]
    for cells in rows_of(path):
        if cells[0] in ("pk", "gsi1pk"):
            lines += ["", "| " + " | ".join(cells) + " |", "|---" * len(cells) + "|"]
        else:
            *keys, what = cells
            lines.append("| " + " | ".join([*(f"`{key}`" for key in keys), what]) + " |")
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def main() -> int:
    """Write the page, or with `--check` tell whether it is fresh."""
    if "--check" in sys.argv:
        return int(FILE.read_text(encoding="utf-8") != text())
    FILE.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
