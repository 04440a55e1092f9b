"""What a function finds in its environment, with an AWS account that does not exist."""

import os
from typing import Any

from infra.local.resources import template

REGION = "eu-west-1"


def of_function() -> dict[str, str]:
    """Return nothing but what Lambda would say: this machine's own settings stay out."""
    stated: dict[str, Any] = template()["Globals"]["Function"]["Environment"]["Variables"]
    # What CloudFormation fills in, such as the table's name, is any word here.
    portal = {name: it if isinstance(it, str) else name.lower() for name, it in stated.items()}
    return {
        **portal,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nothing",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "PATH": os.environ.get("PATH", os.defpath),
    }
