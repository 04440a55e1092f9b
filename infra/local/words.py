"""What the local run says on the terminal: one line each, no walls of text."""

import logging
import traceback
from pathlib import Path

ROOT = Path(__file__).parents[2]


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - this is the terminal's only door


def where(error: BaseException) -> str:
    """Return `ValueError: no such day (chalicelib/bookings/model.py:33)`: the last line of ours."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [it for it in frames if ROOT in (path := Path(it.filename)).parents and _written(path)]
    what = traceback.format_exception_only(error)[-1].strip().splitlines()[0]
    if not ours:
        return what
    return f"{what} ({Path(ours[-1].filename).relative_to(ROOT)}:{ours[-1].lineno})"


def _written(path: Path) -> bool:
    return ".venv" not in path.parts and "site-packages" not in path.parts


class _OneLine(logging.Filter):
    """Shorten a traceback in the app's log to the line that matters."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1]:
            record.msg = f"{record.getMessage()}: {where(record.exc_info[1])}"
            record.args, record.exc_info, record.exc_text = None, None, None
        return True


def quieten(*, app_log: logging.Logger) -> None:
    """Let moto's server be silent and the app brief."""
    for name in ("werkzeug", "moto", "botocore"):
        logging.getLogger(name).setLevel(logging.ERROR)
    app_log.addFilter(_OneLine())
