"""Policies to begin with: the rules that twelve organisations have published, as documents.

They are part of the product, since administrators choose from them: `samples/*.json`, of which each
says only what its organisation says, and leaves the rest to the defaults.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from chalicelib.core.values import dataclass
from chalicelib.organisations.model import CareType
from chalicelib.policies.model import Policy
from chalicelib.policies.plain import policy_of

FOLDER = Path(__file__).parent / "samples"


@dataclass(frozen=True)
class Sample:
    """What an organisation says for each kind of care; `rules` are documents as one saves them."""

    name: str
    rules: Mapping[CareType, Mapping[str, Any]]

    def policy(
        self, care_type: CareType, *, effective_from: date, version: int = 1, author: str = ""
    ) -> Policy:
        """Return the sample as the policy of an organisation."""
        of_the_version = {
            "care_type": care_type,
            "effective_from": effective_from.isoformat(),
            "version": version,
            "author": author,
        }
        return policy_of({**self.rules[care_type], **of_the_version})


@cache
def samples() -> dict[str, Sample]:
    """Return all samples by their file's name, in the order of the alphabet."""
    return {it.stem: _sample(json.loads(it.read_text())) for it in sorted(FOLDER.glob("*.json"))}


def _sample(what: dict[str, Any]) -> Sample:
    rules = {
        CareType(care_type): each["rules"]
        for each in what["policies"]
        for care_type in each["care_types"]
    }
    return Sample(what["name"], rules)
