"""What goes over the wire about policies; their rules are in `documents`."""

import json
from datetime import date
from typing import Self

import msgspec
from msgspec import Struct

from chalicelib.core.language import Language
from chalicelib.organisations.model import CARE_TYPE_WORDS, CareType
from chalicelib.policies.differences import (
    ChangedSection,
    Difference,
    differences,
    differences_in_words,
)
from chalicelib.policies.documents import PolicyRules
from chalicelib.policies.drafts import Version
from chalicelib.policies.model import Policies, Policy
from chalicelib.policies.plain import plain_policy
from chalicelib.policies.samples import Sample
from chalicelib.policies.service import Rules
from chalicelib.policies.words import Section, beginning_in_words, policy_in_words


class DifferenceQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Two versions; 0 are the rules of who has none."""

    older: Version
    newer: Version


class SectionView(Struct, frozen=True, kw_only=True):
    name: str
    title: str
    sentences: list[str]

    @classmethod
    def of(cls, section: Section) -> Self:
        return cls(name=section.name, title=section.title, sentences=list(section.sentences))


class PolicyInWordsView(Struct, frozen=True, kw_only=True):
    """`beginning` says from which day on the rules hold; there is none for the default ones."""

    version: int
    effective_from: date | None
    beginning: str
    sections: list[SectionView]

    @classmethod
    def of(cls, policy: Policy, language: Language) -> Self:
        return cls(
            version=policy.version,
            effective_from=policy.effective_from if policy.version else None,
            beginning=beginning_in_words(policy, language),
            sections=[SectionView.of(it) for it in policy_in_words(policy, language)],
        )


class CareTypeRulesView(Struct, frozen=True, kw_only=True):
    care_type: CareType
    title: str
    today: PolicyInWordsView
    later: list[PolicyInWordsView]

    @classmethod
    def of(cls, rules: Rules, language: Language) -> Self:
        return cls(
            care_type=rules.care_type,
            title=CARE_TYPE_WORDS[language][rules.care_type],
            today=PolicyInWordsView.of(rules.today, language),
            later=[PolicyInWordsView.of(it, language) for it in rules.later],
        )


class RulesView(Struct, frozen=True, kw_only=True):
    care_types: list[CareTypeRulesView]


class PolicyView(Struct, frozen=True, kw_only=True):
    """A version, with every field of its rules."""

    care_type: CareType
    version: int
    effective_from: date
    author: str
    rules: PolicyRules

    @classmethod
    def of(cls, policy: Policy) -> Self:
        return cls(
            care_type=policy.care_type,
            version=policy.version,
            effective_from=policy.effective_from,
            author=policy.author,
            rules=rules_of(policy),
        )


class CareTypePoliciesView(Struct, frozen=True, kw_only=True):
    """Every version, the newest first; `in_force` is what holds today, maybe the default."""

    care_type: CareType
    latest_version: int
    in_force: PolicyView
    versions: list[PolicyView]

    @classmethod
    def of(cls, care_type: CareType, policies: Policies, today: date) -> Self:
        return cls(
            care_type=care_type,
            latest_version=policies.latest_version(care_type),
            in_force=PolicyView.of(policies.for_day(care_type, today)),
            versions=[PolicyView.of(it) for it in policies.versions(care_type)],
        )


class PolicyListView(Struct, frozen=True, kw_only=True):
    care_types: list[CareTypePoliciesView]


class DifferenceView(Struct, frozen=True, kw_only=True):
    """Both are JSON; null where the parameter was not, or is not, there."""

    path: str
    before: str | None
    after: str | None

    @classmethod
    def of(cls, difference: Difference) -> Self:
        before, after = (_json(it) for it in (difference.before, difference.after))
        return cls(path=difference.path, before=before, after=after)


class ChangedSectionView(Struct, frozen=True, kw_only=True):
    title: str
    gone: list[str]
    new: list[str]

    @classmethod
    def of(cls, section: ChangedSection) -> Self:
        return cls(title=section.title, gone=list(section.gone), new=list(section.new))


class DifferencesView(Struct, frozen=True, kw_only=True):
    """What parents read no longer and what is new, and which parameters are different."""

    sections: list[ChangedSectionView]
    parameters: list[DifferenceView]

    @classmethod
    def of(cls, old: Policy, new: Policy, language: Language) -> Self:
        changed = differences_in_words(old, new, language)
        return cls(
            sections=[ChangedSectionView.of(it) for it in changed],
            parameters=[DifferenceView.of(it) for it in differences(old, new)],
        )


class DraftView(Struct, frozen=True, kw_only=True):
    """What parents would read, and what is different from the rules of the day it begins."""

    words: PolicyInWordsView
    differences: DifferencesView


class SampleRulesView(Struct, frozen=True, kw_only=True):
    """`rules` say what the organisation says; what it leaves open has its default."""

    care_type: CareType
    rules: PolicyRules


class SampleView(Struct, frozen=True, kw_only=True):
    sample_id: str
    name: str
    policies: list[SampleRulesView]

    @classmethod
    def of(cls, sample_id: str, sample: Sample) -> Self:
        complete = {it: sample.policy(it, effective_from=date.min) for it in sample.rules}
        policies = [
            SampleRulesView(care_type=it, rules=rules_of(policy)) for it, policy in complete.items()
        ]
        return cls(sample_id=sample_id, name=sample.name, policies=policies)


class SampleListView(Struct, frozen=True, kw_only=True):
    samples: list[SampleView]


def rules_of(policy: Policy) -> PolicyRules:
    """Return all rules of the policy as they go over the wire."""
    what = plain_policy(policy)
    return msgspec.convert({it: what[it] for it in PolicyRules.__struct_fields__}, PolicyRules)


def _json(value: object) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
