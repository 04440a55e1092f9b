"""The table of requests in docs/data.md."""

from collections.abc import Sequence
from pathlib import Path

from tests.counted.counting import Count
from tests.counted.limits import why

FILE = Path(__file__).parents[2] / "docs/data.md"
BEGIN = "<!-- below: written by `make docs` from the counts of tests/counted -->\n"
END = "<!-- above: the counts -->\n"
HEAD = """
| route | requests | cold | idle | why more than two, or three for a change |
|---|---|---|---|---|
"""


def text(counts: Sequence[Count]) -> str:
    """Return the page: what stands between the marks is made anew."""
    before, _, rest = FILE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    rows = "".join(map(_row, sorted(counts, key=_path_first)))
    return f"{before}{BEGIN}{HEAD}{rows}\n{END}{after}"


def write(counts: Sequence[Count]) -> None:
    FILE.write_text(text(counts), encoding="utf-8")


def _row(count: Count) -> str:
    extra = [f"+{it}" if it else "" for it in (count.cold, count.idle)]
    cells = [f"`{count.route}`", str(count.requests), *extra, why(count.route)]
    return f"| {' | '.join(cells)} |\n".replace("  ", " ")


def _path_first(count: Count) -> tuple[str, str]:
    method, _, path = count.route.partition(" ")
    return path, method
