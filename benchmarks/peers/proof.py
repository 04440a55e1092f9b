"""What every peer must answer before it is measured."""

import json
from collections.abc import Mapping
from typing import Any

from benchmarks.peers.event import ANSWER, HEADERS


def insist(answer: Mapping[str, Any]) -> None:
    """:raises RuntimeError: it is another answer, so the figures would compare different things."""
    single = {name.lower(): value for name, value in (answer.get("headers") or {}).items()}
    several = {name.lower(): it[-1] for name, it in (answer.get("multiValueHeaders") or {}).items()}
    told = {**several, **single}
    is_right = (
        answer["statusCode"] == 201  # noqa: PLR2004 - created
        and json.loads(answer["body"]) == ANSWER
        and all(told.get(name, "").startswith(value) for name, value in HEADERS.items())
    )
    if not is_right:
        raise RuntimeError(f"Not the answer that the others give: {answer}")
