"""What Lambda does in a function's name: it writes its log, and fetches what the function is fed.

What the code itself calls is in `.chalice/policy-*.json`. The rest follows from the template, so it
is added here to the role of each function: exactly its own log, exactly its own queue or stream.
"""

from typing import Any

LOG_DAYS = 30
FROM_QUEUE = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
FROM_STREAM = [
    "dynamodb:DescribeStream",
    "dynamodb:GetRecords",
    "dynamodb:GetShardIterator",
    "dynamodb:ListStreams",
]
INTO_LOG = ["logs:CreateLogStream", "logs:PutLogEvents"]

Template = dict[str, Any]


def complete(template: Template) -> Template:
    """Return the template with a log of its own for each function, and roles that suffice."""
    resources = dict(template["Resources"])
    for name, function in template["Resources"].items():
        if function.get("Type") != "AWS::Serverless::Function":
            continue
        log = f"{name}Log"
        resources[log] = _log(name)
        function["Properties"]["LoggingConfig"] = {"LogGroup": {"Ref": log}}
        statements = statements_of(resources[role_of(function)])
        statements += [_allow(INTO_LOG, _arn(log)), *map(_fed_by, _events(function))]
    return {**template, "Resources": resources}


def role_of(function: Any) -> str:
    """Return the logical id of its role."""
    role: str = function["Properties"]["Role"]["Fn::GetAtt"][0]
    return role


def statements_of(role: Any) -> list[dict[str, Any]]:
    """Return what a role may do; there is one policy in each."""
    (policy,) = role["Properties"]["Policies"]
    statements: list[dict[str, Any]] = policy["PolicyDocument"]["Statement"]
    return statements


def _log(name: str) -> dict[str, Any]:
    return {
        "Type": "AWS::Logs::LogGroup",
        "DeletionPolicy": "Delete",
        "UpdateReplacePolicy": "Delete",
        "Properties": {
            "LogGroupName": {"Fn::Sub": f"/kiekeboe/${{AWS::StackName}}/{name}"},
            "RetentionInDays": LOG_DAYS,
        },
    }


def _events(function: Any) -> list[dict[str, Any]]:
    fed = ("SQS", "DynamoDB")
    return [it for it in function["Properties"].get("Events", {}).values() if it["Type"] in fed]


def _fed_by(event: dict[str, Any]) -> dict[str, Any]:
    if event["Type"] == "SQS":
        return _allow(FROM_QUEUE, event["Properties"]["Queue"])
    return _allow(FROM_STREAM, event["Properties"]["Stream"])


def _allow(actions: list[str], resource: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": list(actions), "Resource": [resource]}


def _arn(logical_id: str) -> dict[str, list[str]]:
    return {"Fn::GetAtt": [logical_id, "Arn"]}
