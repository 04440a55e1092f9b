"""The least that this stack costs: Chalice, PynamoDB, and the client that PynamoDB makes."""

from time import process_time

started = process_time()

import chalice  # noqa: E402, F401 - the import is what is measured
import pynamodb.models  # noqa: E402, F401
from pynamodb.connection import Connection  # noqa: E402

_ = Connection(region="eu-west-1").client
print(process_time() - started)  # noqa: T201
