"""What a Lambda would find in its environment, for a machine without AWS."""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from infra.local.presigned import ACCESS_KEY, SECRET_KEY

REGION = "eu-west-1"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MORNING = time(9)


def of_aws(endpoint: str) -> dict[str, str]:
    """Return what leads boto3 and PynamoDB to moto, whatever this machine's own settings are."""
    return {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "AWS_ACCESS_KEY_ID": ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        # moto does not know the endpoint per account that botocore prefers for streams.
        "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled",
        "NO_PROXY": "127.0.0.1,localhost",
        "POWERTOOLS_METRICS_DISABLED": "true",
        "POWERTOOLS_TRACE_DISABLED": "true",
    }


FOREIGN = ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")


def enter(environment: Mapping[str, str]) -> Callable[[], None]:
    """Change this process's environment, and return what changes it back."""
    before = dict(os.environ)
    os.environ.update(environment)
    for name in FOREIGN:
        os.environ.pop(name, None)

    def leave() -> None:
        os.environ.clear()
        os.environ.update(before)

    return leave


def moment(text: str) -> datetime:
    """Return the instant that `PORTAL_NOW` means: a day means nine in the morning in Amsterdam.

    :raises ValueError: it is neither a day nor an instant in ISO 8601.
    """
    read = datetime.fromisoformat(text)
    if len(text) == len("2028-02-29"):
        read = datetime.combine(read.date(), MORNING)
    return (read if read.tzinfo else read.replace(tzinfo=AMSTERDAM)).astimezone(UTC)
