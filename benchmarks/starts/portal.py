"""The API's handler with all rooms, and the client for its table."""

from time import process_time

started = process_time()

import app  # noqa: E402, F401 - the import is what is measured
from chalicelib.aws.table import connection  # noqa: E402

_ = connection().connection.client
print(process_time() - started)  # noqa: T201
