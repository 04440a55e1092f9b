"""The API's handler from an unzipped package, and nothing else: `package.py <folder>`."""

import sys
from time import process_time

sys.path.insert(0, sys.argv[1])
started = process_time()

import app  # noqa: E402 - the import is what is measured

seconds = process_time() - started
if not app.__file__.startswith(sys.argv[1]):
    sys.exit(f"It came from {app.__file__}.")
print(seconds)  # noqa: T201
