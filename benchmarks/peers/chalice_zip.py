"""Make the zip that Chalice makes: `python -m benchmarks.peers.chalice_zip <a folder>`.

The folder holds the portal as a clean checkout does, `requirements.txt` included; the zip comes
from the packager of `chalice package` itself, for the Python that runs this, and its name is
printed. Chalice ships sources only, and all that the wheels bring.

Two things are told to it, so that nothing is ever built from source. pip takes wheels only, which
all requirements have. And Lambda's glibc is the one of today for every Python: Chalice takes it to
be 2.26 for Python 3.11, where it would pass by the wheels of Pillow and compile it. For Python
3.13 that is what Chalice knows anyhow.
"""

import io
import os
import sys
from collections.abc import Collection
from typing import Any

from chalice.deploy.packager import DependencyBuilder, LambdaDeploymentPackager
from chalice.utils import UI, OSUtils

from infra.packaging.target import GLIBC


class WheelsOnly(DependencyBuilder):
    """Chalice's own, which gives up where it would fetch a source to build."""

    _RUNTIME_GLIBC = dict.fromkeys(DependencyBuilder._RUNTIME_GLIBC, GLIBC)  # noqa: SLF001 - to widen

    def _download_sdists(self, packages: Collection[Any], directory: str) -> None:
        """Take them never.

        :raises SystemExit: some have no wheel, and it says which.
        """
        if packages:
            sys.exit(f"No wheels for {', '.join(sorted(map(str, packages)))} in {directory}")


def make(folder: str) -> str:
    """Return the path of the zip, somewhere below the folder."""
    osutils = OSUtils()
    python = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packager = LambdaDeploymentPackager(osutils, WheelsOnly(osutils), UI(out=io.StringIO()))
    made: str = packager.create_deployment_package(folder, python)
    return made


def main() -> None:
    os.environ |= {"PIP_ONLY_BINARY": ":all:", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    print(make(sys.argv[1]))  # noqa: T201


if __name__ == "__main__":
    main()
