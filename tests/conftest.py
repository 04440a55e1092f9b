"""Places, no people: an empty AWS, the portal over HTTP, and what SES has taken."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_string, policy
from email.message import EmailMessage
from functools import cache
from threading import Event
from typing import Any

import boto3
import pytest
from moto.core import DEFAULT_ACCOUNT_ID
from moto.ses.models import ses_backends

from infra.local import answers, order, transactions
from tests import iam
from tests.fresh_aws import fresh_aws

os.environ |= {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": "eu-west-1",
    "POWERTOOLS_METRICS_DISABLED": "true",
    "POWERTOOLS_LOG_LEVEL": "INFO",
    # moto does not know the endpoint per account that botocore prefers for streams.
    "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled",
}
transactions.make_cheap()
order.make_cheap()
answers.make_cheap()
iam.enforce()
SESSION = boto3.Session()  # one for all tests: a new one reads every service model again
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)  # the Monday of the sample import


@cache
def client(service: str) -> Any:
    return SESSION.client(service)


@contextmanager
def an_empty_aws() -> Iterator[None]:
    """What infra/resources.yaml describes, at 10:00 on 2 November 2026."""
    from chalicelib.core import clock
    from chalicelib.occupancy.retrying import pausing_with
    from chalicelib.organisations import service as organisations

    with fresh_aws(client), pausing_with(_a_little):
        clock.start_at(NOW)
        organisations.forget()
        yield


def _a_little(seconds: float) -> None:
    """Who lost comes back in an order of chance, as always, but a hundred times as soon."""
    Event().wait(seconds / 100)


@pytest.fixture(autouse=True)
def aws() -> Iterator[None]:
    """An empty AWS for each test; a module may have one for all of its tests."""
    with an_empty_aws():
        yield


@pytest.fixture
def sent_mails() -> Callable[[], list[EmailMessage]]:
    """What SES has taken, oldest first."""

    def messages() -> list[EmailMessage]:
        taken = ses_backends[DEFAULT_ACCOUNT_ID]["eu-west-1"].sent_messages
        return [message_from_string(it.raw_data, policy=policy.default) for it in taken]

    return messages


@pytest.fixture
def browser() -> Iterator[Callable[..., Any]]:
    """Make a browser at an organisation's address: `browser("zonnebloem")`."""
    from chalice.test import Client

    import app
    from tests.browser import Browser

    with Client(app.app) as http:
        yield lambda organisation_id="zonnebloem", **what: Browser(http, organisation_id, **what)
