"""Whether the stack is what CloudFormation takes, and whether its roles name what they reach."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from infra.packaging.findings import Finding
from infra.packaging.permissions import role_of, statements_of
from infra.packaging.template import Template, functions_of

# Of a bucket all files under one kind of key: `${FilesBucket.Arn}/photos/*`.
_FILES = re.compile(r"\$\{\w+Bucket\.Arn\}(/[a-z-]+)+/\*")
# Of the account a thing with a name: `arn:...:${AWS::AccountId}:kiekeboe-mail`.
_NAMED = re.compile(r"arn:\$\{AWS::Partition\}:[^*]+")


def lint(template: Path) -> Finding:
    """cfn-lint has nothing to say, whether error or warning."""
    command: list[str | Path] = [Path(sys.executable).with_name("cfn-lint"), template]
    environment = {"AWS_DEFAULT_REGION": "eu-west-1", **os.environ}
    done = subprocess.run(  # noqa: S603
        command, env=environment, capture_output=True, text=True, check=False
    )
    said = tuple((done.stdout + done.stderr).split("\n")) if done.returncode else ()
    return Finding(f"cfn-lint of {template.name}", "nothing to say" if not said else "", said)


def roles(template: Template) -> Finding:
    """Each function has a role of its own, which names every action and every resource."""
    functions = functions_of(template)
    shared = Counter(role_of(it) for it in functions.values())
    wrong = [f"{role} is the role of {many} functions" for role, many in shared.items() if many > 1]
    for name, function in functions.items():
        for statement in statements_of(template["Resources"][role_of(function)]):
            wrong += [f"{name}: {it}" for it in _unclear(statement, template)]
    seen = f"{len(shared)} for {len(functions)} functions"
    return Finding("roles", seen, tuple(wrong))


def _unclear(statement: dict[str, Any], template: Template) -> Iterator[str]:
    if statement.keys() != {"Effect", "Action", "Resource"} or statement["Effect"] != "Allow":
        yield f"{statement} is more than an action that is allowed on a resource"
    yield from (f"{it} is not one action" for it in statement["Action"] if "*" in it)
    for resource in statement["Resource"]:
        if not _is_explicit(resource, template):
            yield f"{resource} is not one resource of this stack"


def _is_explicit(resource: Any, template: Template) -> bool:
    """Tell whether it names something of this stack, of this account at least."""
    match resource:
        case {"Fn::GetAtt": [name, "Arn" | "StreamArn"]} | {"Ref": name}:
            return name in template["Resources"]
        case {"Fn::Sub": str(text)}:
            names = {it.split(".")[0] for it in re.findall(r"\$\{(\w[\w.]*)\}", text)}
            return names <= template["Resources"].keys() and _names_one(text)
    return False


def _names_one(text: str) -> bool:
    return bool(_FILES.fullmatch(text) or _NAMED.fullmatch(text) or "*" not in text)
