"""What a check says: what it looked at, what it saw, and what is wrong with it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Finding:
    """`wrong` is empty if all is well; `seen` is said in any case."""

    about: str
    seen: str
    wrong: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """Return how it is printed: one line, and one for each thing that is wrong."""
        mark = "WRONG" if self.wrong else "ok"
        return [f"{mark:<6} {self.about}: {self.seen}", *(f"       {it}" for it in self.wrong)]


def place(folder: Path) -> str:
    """Return how a folder is called in findings: "dist/portal", "documents/python"."""
    return f"{folder.parent.name}/{folder.name}"
