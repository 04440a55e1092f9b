"""`make package`: make what AWS gets, check it, say what was seen; end with 1 if it is wrong."""

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from infra.local.words import say
from infra.packaging import bytecode, checks, contents, stack_checks, target, template, wheel_checks
from infra.packaging.archive import pack
from infra.packaging.findings import Finding
from infra.packaging.isolation import Package, handlers_of, imports
from infra.packaging.services import ROOT
from infra.packaging.target import Interpreter
from infra.packaging.wheels import NoWheels, Wheel, install_for, install_for_lambda

DIST = ROOT / "dist"
PORTAL = ROOT / "requirements.txt"
DOCUMENTS = ROOT / "requirements-documents.txt"
IN_LAMBDA = "/var/task"
IN_LAYER = "/opt"
LAYER_FOLDER = "python"  # where Lambda's Python looks in a layer


def main() -> int:
    asked = _asked()
    interpreter = target.find()
    say(_about(interpreter))
    shutil.rmtree(asked.into, ignore_errors=True)
    asked.into.mkdir(parents=True)
    if asked.only:
        make_portal(asked.into / "portal", interpreter)
        return 0
    stack = make(asked.into, interpreter)
    is_wrong = False
    for finding in look(asked.into, stack, interpreter):
        is_wrong = is_wrong or bool(finding.wrong)
        say("\n".join(finding.lines()))
    say(f"It is in {asked.into.name}." if not is_wrong else "Do not deploy this.")
    return int(is_wrong)


def make(into: Path, interpreter: Interpreter | None) -> template.Template:
    """Leave folders, zips, template and the list of wheels, and return the template."""
    wheels = make_portal(into / "portal", interpreter)
    wheels += make_layer(into / "documents", interpreter)
    for name in ("portal", "documents"):
        pack(into / name, into / f"{name}.zip")
    lines = "".join(f"{it.sha256}  {it.name}\n" for it in sorted(set(wheels)))
    (into / "wheels.txt").write_text(lines, encoding="utf-8")
    stack = template.make()
    template.write(stack, into / "template.yaml")
    return stack


def make_portal(folder: Path, interpreter: Interpreter | None) -> list[Wheel]:
    """Leave the code of every function, unzipped, with byte code if there is a Python 3.13."""
    wheels = install_for_lambda(PORTAL, folder, interpreter=interpreter)
    contents.complete(folder)
    if interpreter:
        bytecode.compile_all(folder, interpreter, at=IN_LAMBDA)
    return wheels


def make_layer(folder: Path, interpreter: Interpreter | None) -> list[Wheel]:
    """Leave the layer that draws, unzipped."""
    inside = folder / LAYER_FOLDER
    wheels = install_for_lambda(DOCUMENTS, inside, interpreter=interpreter)
    contents.tidy(inside)
    if interpreter:
        bytecode.compile_all(folder, interpreter, at=IN_LAYER)
    return wheels


def look(
    dist: Path, stack: template.Template, interpreter: Interpreter | None
) -> Iterator[Finding]:
    """Yield what each check says, as soon as it says it."""
    portal, layer = dist / "portal", dist / "documents" / LAYER_FOLDER
    yield checks.zip_size(dist / "portal.zip")
    yield checks.zip_size(dist / "documents.zip")
    yield checks.unzipped_size(portal)
    yield checks.size_with_layer(portal, layer)
    yield checks.services(portal)
    for folder in (portal, layer):
        yield wheel_checks.shared_objects(folder)
        yield wheel_checks.requirements(folder)
        yield checks.nothing_else(folder)
        yield checks.byte_code(folder, made=interpreter is not None)
    yield stack_checks.roles(stack)
    yield stack_checks.lint(dist / "template.yaml")
    yield from _imports(Package(portal, layer), stack, interpreter)


def _imports(
    package: Package, stack: template.Template, interpreter: Interpreter | None
) -> Iterator[Finding]:
    handlers = handlers_of(stack)
    can_run = interpreter is not None and interpreter.is_target
    if interpreter and can_run:
        yield imports(package, handlers, interpreter)
    running = target.running()
    if not running.is_target:
        yield imports_here(handlers, running, is_only_try=not can_run)


def imports_here(handlers: list[str], running: Interpreter, *, is_only_try: bool) -> Finding:
    """The same package, with wheels for the Python that runs: Lambda's do not load in it.

    That it cannot be tried is wrong if it was not tried with Lambda's Python either.
    """
    with TemporaryDirectory() as folder:
        package = Package(Path(folder) / "portal", Path(folder) / "layer")
        try:
            install_for(running, PORTAL, package.code)
            install_for(running, DOCUMENTS, package.layer)
        except NoWheels as why:
            wrong = ("no handler was imported with any Python",) if is_only_try else ()
            return Finding(f"imports with {running}", f"not tried: {why}", wrong)
        contents.complete(package.code)
        return imports(package, handlers, running)


def _about(interpreter: Interpreter | None) -> str:
    if interpreter:
        return f"For {target.RUNTIME}, byte code by {interpreter.path}"
    return f"For {target.RUNTIME}, which is not on this machine: without byte code"


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.packaging", description=__doc__)
    parser.add_argument("--into", type=Path, default=DIST, help="a folder, which is emptied first")
    parser.add_argument("--only", choices=["portal"], help="make dist/portal alone, unchecked")
    return parser.parse_args()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (NoWheels, subprocess.CalledProcessError) as error:
        say(str(error))
        sys.exit(1)
