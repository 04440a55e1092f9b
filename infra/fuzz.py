"""`make fuzz`: ask the running portal what nobody thought of, as its own OpenAPI document allows.

Starts a portal, logs people in, and lets schemathesis ask as each of them: what a client might
send, and what the document forbids, about things that are there; and then one thing after another
about what it has made itself, by the document's links. Ends with 1 if anything was answered with a
500, or otherwise than documented.
"""

import argparse
import json
import logging
import random
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from infra import openapi
from infra.demo.visitor import Refused, Visitor
from infra.local import environment
from infra.local.client import LocalPortal
from infra.local.seed import PASSWORD
from infra.local.words import say

SLUG = "madelief"
NOW = "2026-11-02"
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
    "negative_data_rejection",
)
PEOPLE = {
    "nobody": None,
    "a parent": "marieke@voorbeeld.example",
    "a group worker": "groep@madelief.example",
    "a planner": "planning@madelief.example",
    "an administrator": "beheer@madelief.example",
}
# Who makes something that a link leads on from; others would be asked the same again.
MAKERS = ("a parent", "a planner", "an administrator")
# Only the document's own links: schemathesis would guess four times as many, and follow fewer.
OWN_LINKS = "[phases.stateful.inference]\nalgorithms = []\n"
# Who has logged out asks nothing any more: only who is nobody asks these.
ENDS = ("log_out", "log_out_everywhere", "end_session")
# Where ids of what is there stand in the answers.
SHOWN_AT = (
    "/session",
    "/home",
    "/staff/configuration",
    "/staff/families",
    "/staff/requests",
    "/staff/colleagues",
    "/staff/conversations",
    "/families/{family_id}/conversations",
    "/families/{family_id}/invoices",
    "/children/{child_id}/photos",
)
OFTEN = 0.8  # of the questions are about something that is there


def main() -> int:
    given = _arguments()
    say(f"Fuzzing with seed {given.seed}: the same again with --seed {given.seed}")
    from infra.local.run import running_portal
    from infra.local.seed import seed

    logging.getLogger("kiekeboe").setLevel(logging.ERROR)
    with running_portal(now=environment.moment(NOW), seed=seed) as portal:
        # Logging in is tried as well, until nobody may for a while: all come in before.
        visitors = {who: _visitor(name, portal) for who, name in PEOPLE.items()}
        failed = [who for who, it in visitors.items() if not _ask_as(who, it, portal, given)]
    say(f"Something was wrong as {', '.join(failed)}." if failed else "Nothing was wrong.")
    return int(bool(failed))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--seconds", type=int, default=30, help="for each of the visitors")
    parser.add_argument("--linked", type=int, default=15, help="seconds more, by links")
    return parser.parse_args()


def _visitor(name: str | None, portal: LocalPortal) -> Visitor:
    visitor = Visitor(portal, SLUG)
    return visitor.log_in(name, PASSWORD) if name else visitor


def _ask_as(who: str, visitor: Visitor, portal: LocalPortal, given: argparse.Namespace) -> bool:
    say(f"Asking as {who}")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "openapi.json").write_text(json.dumps(_document()), encoding="utf-8")
        Path(folder, "schemathesis.toml").write_text(_known(_ids_shown_to(visitor)), "utf-8")
        options = [
            f"--url={portal.base}{openapi.PREFIX}",
            f"--seed={given.seed}",
            *(f"--header={key}: {value}" for key, value in _headers(visitor).items()),
            *(f"--exclude-operation-id={it}" for it in ENDS if visitor.cookies),
        ]
        is_right = _run(folder, "coverage,fuzzing", given.seconds, options)
        if who in MAKERS:
            is_right = _run(folder, "stateful", given.linked, options) and is_right
        return is_right


def _run(folder: str, phases: str, seconds: int, options: list[str]) -> bool:
    done = subprocess.run(  # noqa: S603 - our own words only
        [
            Path(sys.executable).with_name("schemathesis"),
            "run",
            "openapi.json",
            f"--checks={','.join(CHECKS)}",
            f"--max-time={seconds}",
            f"--phases={phases}",
            "--continue-on-failure",
            "--suppress-health-check=all",
            "--warnings=off",
            *options,
        ],
        cwd=folder,
        check=False,
    )
    return done.returncode == 0


def _document() -> dict[str, Any]:
    """Return the document without its sessions: the cookie is ours, and stays."""
    document = openapi.document()
    for path in document["paths"].values():
        for operation in path.values():
            del operation["security"]
    return document


def _headers(visitor: Visitor) -> dict[str, str]:
    headers = {
        "Host": visitor.portal.host(visitor.slug),
        "Origin": visitor.portal.address(visitor.slug),
    }
    cookie = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    return {**headers, "Cookie": cookie} if cookie else headers


def _ids_shown_to(visitor: Visitor) -> dict[str, list[str]]:
    """Return the ids that stand in answers to this visitor, by their names."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in SHOWN_AT:
        for name, value in _ids_in(_shown(visitor, path.format_map(_first(found)))):
            found[name].add(value)
    return {name: sorted(values)[:20] for name, values in found.items()}


def _first(found: dict[str, set[str]]) -> defaultdict[str, str]:
    return defaultdict(lambda: "none", {name: min(values) for name, values in found.items()})


def _shown(visitor: Visitor, path: str) -> Any:
    try:
        return visitor.get(path)
    except Refused:  # not for this visitor, which is what it is for
        return None


def _ids_in(answer: Any) -> Iterator[tuple[str, str]]:
    if isinstance(answer, dict):
        for name, value in answer.items():
            if name.endswith("_id") and isinstance(value, str):
                yield name, value
            yield from _ids_in(value)
    elif isinstance(answer, list):
        for each in answer:
            yield from _ids_in(each)


def _known(ids: dict[str, list[str]]) -> str:
    """Return schemathesis's settings: which ids to put into paths and queries."""
    known = {**ids, "month": ["2026-11", "2026-12"], "day": ["2026-11-02", "2026-11-12"]}
    lists = [f"[dictionaries.{name}]\nvalues = {json.dumps(it)}\n" for name, it in known.items()]
    uses = [
        f'"{place}.{name}" = {{ dictionary = "{name}", probability = {OFTEN} }}'
        for name in known
        for place in ("path", "query")
    ]
    return "\n".join([*lists, "[parameters]", *uses, "", OWN_LINKS])


if __name__ == "__main__":
    sys.exit(main())
