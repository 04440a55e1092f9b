"""Every handler imported from the package, with nothing else to be found, and nothing written."""

import ast
import json
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.packaging.archive import files_in
from infra.packaging.findings import Finding
from infra.packaging.services import called
from infra.packaging.target import Interpreter
from infra.packaging.template import Template, functions_of

ALONE = Path(__file__).with_name("alone.py")
AT_ONCE = 2


@dataclass(frozen=True)
class Package:
    """Folders as they are in Lambda: the code, and the layer of those that draw."""

    code: Path
    layer: Path


def handlers_of(template: Template) -> list[str]:
    """Return what Lambda imports: `app.app`, `chalicelib.mail.jobs.deliver_letters`, ..."""
    return sorted(it["Properties"]["Handler"] for it in functions_of(template).values())


def imports(package: Package, handlers: Sequence[str], interpreter: Interpreter) -> Finding:
    """Each handler in a process of its own; and whatever any function imports later."""
    before = _listing(package)
    with _read_only(package.code), ThreadPoolExecutor(AT_ONCE) as pool:
        wrong = list(pool.map(lambda it: _import(package, it, interpreter), handlers))
        wrong.append(_import_what_comes_later(package, interpreter))
    wrong += [f"{it} was written" for it in sorted(_listing(package) - before)]
    seen = f"{len(handlers)} handlers, and all that they import later"
    return Finding(f"imports with {interpreter}", seen, tuple(it for it in wrong if it))


def _import(package: Package, handler: str, interpreter: Interpreter) -> str | None:
    """Return None, or what went wrong. The layer is not there: no handler may need it at once."""
    module, _, attribute = handler.rpartition(".")
    asked = {"path": [str(package.code)], "modules": [module], "attribute": attribute}
    return _run(interpreter, {**asked, "services": []}, about=handler)


def _import_what_comes_later(package: Package, interpreter: Interpreter) -> str | None:
    asked = {
        "path": [str(package.code), str(package.layer)],
        "modules": sorted(set(_imported_by(package.code / "chalicelib"))),
        "attribute": None,
        "services": sorted(called()),
    }
    return _run(interpreter, asked, about="what is imported later")


def _run(interpreter: Interpreter, asked: dict[str, Any], *, about: str) -> str | None:
    # -I -S: no environment, no site-packages. -B: Lambda's disk takes nothing either.
    command: list[str | Path] = [interpreter.path, "-I", "-S", "-B", ALONE, json.dumps(asked)]
    done = subprocess.run(command, env={}, capture_output=True, text=True, check=False)  # noqa: S603
    return f"{about}: {done.stderr.strip()}" if done.returncode else None


def _imported_by(folder: Path) -> Iterator[str]:
    """Yield every module that an import statement in the folder names, inside functions too."""
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                yield node.module
            elif isinstance(node, ast.Import):
                yield from (it.name for it in node.names)


def _listing(package: Package) -> set[str]:
    return {str(it) for folder in (package.code, package.layer) for it in files_in(folder)}


@contextmanager
def _read_only(folder: Path) -> Iterator[None]:
    """Let nobody but root write there meanwhile, and root be found out by what is new."""
    paths = [folder, *folder.rglob("*")]
    before = [(path, path.stat().st_mode) for path in paths]
    _set_modes((path, mode & ~0o222) for path, mode in before)
    try:
        yield
    finally:
        _set_modes(before)


def _set_modes(modes: Iterable[tuple[Path, int]]) -> None:
    for path, mode in modes:
        path.chmod(mode)
