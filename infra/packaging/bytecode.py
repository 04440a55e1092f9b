"""Byte code for Lambda's Python, so that a cold start does not compile everything again.

Lambda's disk is read-only: what is not compiled before is compiled at every start. Unchecked, as
nobody changes a source there, so Python need not even look at it.
"""

import os
import subprocess
from pathlib import Path

from infra.packaging.target import Interpreter


def compile_all(folder: Path, interpreter: Interpreter, *, at: str) -> int:
    """Compile every source in the folder, and return how many there are now.

    `at` is where the folder will be in Lambda, as tracebacks show it: the bytes do not depend on
    where it is now.

    :raises subprocess.CalledProcessError: a source does not compile.
    """
    command: list[str | Path] = [interpreter.path, "-m", "compileall", "-q", "--invalidation-mode"]
    command += ["unchecked-hash", "-s", folder, "-p", at, folder]
    # Without this the order of a set of names would differ from run to run.
    same_order = {**os.environ, "PYTHONHASHSEED": "0"}
    subprocess.run(command, env=same_order, check=True)  # noqa: S603
    return sum(1 for _ in folder.rglob("*.pyc"))
