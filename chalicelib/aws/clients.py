"""boto3 clients, one each per process, made when first used."""

from functools import cache
from typing import Any


@cache
def client(service: str) -> Any:
    # boto3 costs 60 ms: a request that only reads the table never pays for it.
    import boto3
    from botocore.config import Config

    config = Config(
        connect_timeout=1,
        read_timeout=20 if service == "sqs" else 10,
        retries={"mode": "standard", "total_max_attempts": 3},
        s3={"addressing_style": "path"},
        signature_version="s3v4" if service == "s3" else None,
    )
    return boto3.client(service, config=config)
