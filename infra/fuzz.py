"""`make fuzz`: ask the running portal what nobody thought of, as its own OpenAPI document allows.

Starts a portal, logs in somebody of each role, and lets schemathesis ask as each of them: what a
client might send, and what the document forbids, about things that are there; and then one thing
after another about what it has made itself, by the document's links. Ends with 1 if anything was
answered with a 500 or otherwise than documented, or if anything was not asked that should be.
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
from functools import partial
from pathlib import Path
from typing import Any

from app import ROUTES
from infra import openapi
from infra.demo.visitor import Refused, Visitor
from infra.fuzz_people import MAKERS, Asker, askers, seed
from infra.local import environment
from infra.local.words import say

NOW = "2026-11-02"
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
    "negative_data_rejection",
)
# Only the document's own links: schemathesis would guess four times as many, and follow fewer.
OWN_LINKS = "[phases.stateful.inference]\nalgorithms = []\n"
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

    logging.getLogger("kiekeboe").setLevel(logging.ERROR)
    endpoints = [endpoint for routes in ROUTES for endpoint in routes.endpoints]
    people = askers(endpoints, random.Random(given.seed))  # noqa: S311 - not a secret
    with running_portal(now=environment.moment(NOW), seed=seed) as portal:
        # Logging in is tried as well, until nobody may for a while: all come in before.
        visitors = [it.come_in(portal) for it in people]
        found = [
            f"{asker}: {trouble}"
            for asker, visitor in zip(people, visitors, strict=True)
            for trouble in _ask_as(asker, visitor, given)
        ]
    say("\n".join(["Something was wrong.", *found]) if found else "Nothing was wrong.")
    return int(bool(found))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--examples", type=int, default=3, help="of each operation, for each role")
    parser.add_argument("--linked", type=int, default=15, help="seconds, by links")
    return parser.parse_args()


def _ask_as(asker: Asker, visitor: Visitor, given: argparse.Namespace) -> Iterator[str]:
    """Yield what was wrong, or was not asked."""
    say(f"Asking as {asker}")
    ask = partial(_run, visitor=visitor, seed=given.seed, ids=_known(_ids_shown_to(visitor)))
    yield from ask("coverage", asker.covers)
    yield from ask("fuzzing", asker.asks, f"--max-examples={given.examples}")
    if asker.role in MAKERS:
        yield from ask("stateful", asker.covers | asker.asks, f"--max-time={given.linked}")
    if not asker.is_still_in(visitor):
        yield "the session did not last"
    if asker.leaving:
        yield from ask("coverage", asker.leaving)


def _run(
    phase: str, operations: set[str], *options: str, visitor: Visitor, seed: int, ids: str
) -> list[str]:
    """Let schemathesis ask all of these operations, and return what was wrong with it."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "openapi.json").write_text(json.dumps(_document(operations)), "utf-8")
        Path(folder, "schemathesis.toml").write_text(ids, "utf-8")
        report = Path(folder, "report.json")
        command: list[str | Path] = [
            Path(sys.executable).with_name("schemathesis"),
            "run",
            "openapi.json",
            f"--url={visitor.portal.base}{openapi.PREFIX}",
            f"--seed={seed}",
            f"--checks={','.join(CHECKS)}",
            f"--phases={phase}",
            f"--report-json-path={report}",
            "--continue-on-failure",
            "--suppress-health-check=all",
            "--warnings=off",
            *(f"--header={key}: {value}" for key, value in _headers(visitor).items()),
            *options,
        ]
        subprocess.run(command, cwd=folder, check=False)  # noqa: S603 - our own words only
        told = json.loads(report.read_text("utf-8")) if report.exists() else {}
        return [*troubles(told, phase, len(operations))]


def troubles(report: dict[str, Any], phase: str, operations: int) -> Iterator[str]:
    """Yield what a report says was wrong: also if it was not asked at all."""
    if not report:
        yield f"{phase}: it did not get as far as a report"
        return
    if report["exit_code"]:
        yield f"{phase}: it ended with {report['exit_code']}, see above"
    done = report["phases"][phase]
    if done["status"] != "success":
        yield f"{phase}: {done['status']}"
    asked = report["operations"]["tested"]
    if phase != "stateful" and asked != operations:
        yield f"{phase}: {asked} of {operations} operations were asked"


def _document(operations: set[str]) -> dict[str, Any]:
    """Return the document with these, and without its sessions: the cookie is ours, and stays."""
    document = openapi.document()
    for path, methods in list(document["paths"].items()):
        kept = {name: it for name, it in methods.items() if it["operationId"] in operations}
        document["paths"][path] = kept
        for operation in kept.values():
            del operation["security"]
            _leave_out_links(operation, operations)
    return document


def _leave_out_links(operation: dict[str, Any], operations: set[str]) -> None:
    """Let links lead to what is there."""
    for answer in operation["responses"].values():
        links = answer.get("links", {})
        answer["links"] = {
            name: it for name, it in links.items() if it["operationId"] in operations
        }


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
