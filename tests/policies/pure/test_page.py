"""The page about policies says what the documents say."""

import json
import re
from pathlib import Path

import msgspec
import pytest

from chalicelib.organisations.model import CareType
from chalicelib.policies.documents import PolicyRules
from chalicelib.policies.plain import plain_policy
from chalicelib.policies.samples import samples
from tests.policies.builders import a_policy
from tests.policies.pure.test_words import OF_THE_VERSION, paths_of

PAGE = (Path(__file__).parents[3] / "docs/policies.md").read_text(encoding="utf-8")
WRITTEN_OUT = re.findall(r"^\*\*(\w+)\*\*[^`]*```json\n(.*?)```", PAGE, re.DOTALL | re.MULTILINE)


def test_every_parameter_has_a_row():
    named = set(re.findall(r"^\| `([a-z_.0\[\]]+)`", PAGE, re.MULTILINE))
    there = set(paths_of(plain_policy(a_policy()))) - OF_THE_VERSION
    assert there <= named
    assert named - there == {"exchanging", "contract_notice", "cancelling.rules"}


@pytest.mark.parametrize(("name", "document"), WRITTEN_OUT)
def test_what_is_written_out_is_the_sample(name, document):
    rules = json.loads(document)

    msgspec.convert(rules, PolicyRules)
    assert samples()[name.lower()].rules[CareType.DAY_CARE] == rules


def test_three_organisations_are_written_out():
    assert [name for name, _ in WRITTEN_OUT] == ["Bink", "Solidoe", "SKAR"]
