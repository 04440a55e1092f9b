"""Create what `infra/resources.yaml` describes, for the local run and for tests."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parents[1] / "resources.yaml"
STACK = "kiekeboe"

# What moto's CloudFormation makes by itself; the rest of the file is for Chalice or made below.
# With these names the environment is the same at every start, so settings read once stay true.
_NAMED_BY = {
    "AWS::DynamoDB::Table": "TableName",
    "AWS::S3::Bucket": "BucketName",
    "AWS::SQS::Queue": "QueueName",
}

# Whom no test and no local portal asks anything, and as much of the future as anybody looks at.
NOT_HERE = {"PORTAL_BREACHED_PASSWORDS": "", "PORTAL_HORIZON_MONTHS": "1"}

Client = Callable[[str], Any]


@cache
def template() -> dict[str, Any]:
    """Return the whole file, read once; nobody changes it."""
    loaded: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return loaded


def properties(logical_id: str) -> dict[str, Any]:
    """Return the `Properties` of one entry, or nothing if the file does not speak of it."""
    entry: dict[str, Any] = template()["Resources"].get(logical_id, {})
    found: dict[str, Any] = entry.get("Properties", {})
    return found


def create(client: Callable[[str], Any]) -> dict[str, str]:
    """Make table, buckets, queues, secret and sender, and return the functions' environment.

    `client` makes or finds the boto3 client of a service, as `boto3.Session().client` does.
    """
    ids = _create_stack(client)
    ids |= _create_secrets(client)
    _complete_buckets(client, ids)
    environment = _environment(ids)
    _let_ses_send(client, environment)
    return environment


def _entries(*types: str) -> dict[str, Any]:
    entries = template()["Resources"]
    return {name: it for name, it in entries.items() if it.get("Type") in types}


@cache
def _stack_body() -> str:
    entries = {name: _named(name, it) for name, it in _entries(*_NAMED_BY).items()}
    return json.dumps({"Resources": entries})


def _named(logical_id: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    name = {_NAMED_BY[entry["Type"]]: f"{STACK}-{logical_id.lower()}"}
    return {**entry, "Properties": name | entry["Properties"]}


def _create_stack(client: Client) -> dict[str, str]:
    """Return logical id -> physical id; a queue's is its URL, as in CloudFormation."""
    formation = client("cloudformation")
    formation.create_stack(StackName=STACK, TemplateBody=_stack_body())
    made = formation.describe_stack_resources(StackName=STACK)["StackResources"]
    return {it["LogicalResourceId"]: it["PhysicalResourceId"] for it in made}


def _create_secrets(client: Client) -> dict[str, str]:
    return {
        name: _create_secret(client("secretsmanager"), name, it["Properties"])
        for name, it in _entries("AWS::SecretsManager::Secret").items()
    }


def _create_secret(manager: Any, name: str, described: Mapping[str, Any]) -> str:
    value = manager.get_random_password(**described["GenerateSecretString"])["RandomPassword"]
    created: str = manager.create_secret(Name=name, SecretString=value)["Name"]
    return created


def _complete_buckets(client: Client, ids: Mapping[str, str]) -> None:
    """Add versions and notifications: moto's CloudFormation leaves them out."""
    for name, it in _entries("AWS::S3::Bucket").items():
        wanted = it["Properties"]
        if "VersioningConfiguration" in wanted:
            client("s3").put_bucket_versioning(
                Bucket=ids[name], VersioningConfiguration=wanted["VersioningConfiguration"]
            )
        if "NotificationConfiguration" in wanted:
            rules = wanted["NotificationConfiguration"]["QueueConfigurations"]
            _notify_queues(client, ids, bucket=ids[name], rules=rules)


def _notify_queues(
    client: Client, ids: Mapping[str, str], *, bucket: str, rules: list[dict[str, Any]]
) -> None:
    """S3 begins with a message of its own in each queue, the `s3:TestEvent`: here as there."""
    queues = [
        {"QueueArn": _queue_arn(client, ids, rule["Queue"]), "Events": [rule["Event"]]}
        for rule in rules
    ]
    client("s3").put_bucket_notification_configuration(
        Bucket=bucket, NotificationConfiguration={"QueueConfigurations": queues}
    )


def _queue_arn(client: Client, ids: Mapping[str, str], reference: Mapping[str, Any]) -> str:
    url = ids[reference["Fn::GetAtt"][0]]
    answer = client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    arn: str = answer["Attributes"]["QueueArn"]
    return arn


def _environment(ids: Mapping[str, str]) -> dict[str, str]:
    wanted = template()["Globals"]["Function"]["Environment"]["Variables"]
    return {name: _resolved(value, ids) for name, value in wanted.items()} | NOT_HERE


def _resolved(value: Any, ids: Mapping[str, str]) -> str:
    return ids[value["Ref"]] if isinstance(value, Mapping) else str(value)


def _let_ses_send(client: Client, environment: Mapping[str, str]) -> None:
    domain = environment["PORTAL_MAIL_FROM"].rpartition("@")[2]
    mail = client("sesv2")
    mail.create_email_identity(EmailIdentity=domain)
    mail.create_configuration_set(ConfigurationSetName=environment["PORTAL_MAIL_EVENTS"])
