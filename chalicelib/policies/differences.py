"""What is different between two policies: field by field, and in words."""

from collections.abc import Iterator, Sequence
from typing import Any

from chalicelib.core.language import Language
from chalicelib.core.values import dataclass
from chalicelib.policies.plain import plain_policy
from chalicelib.policies.policy import Policy
from chalicelib.policies.words import policy_in_words

OF_THE_VERSION = ("care_type", "version", "author")


@dataclass(frozen=True)
class Difference:
    """A parameter, like "credits.caps[0].amount", and what it was and is; None: it was not there.

    Both are as in the document.
    """

    path: str
    before: Any
    after: Any


@dataclass(frozen=True)
class ChangedSection:
    """Sentences that parents read no longer, and those that are new."""

    title: str
    gone: Sequence[str]
    new: Sequence[str]


def differences(old: Policy, new: Policy) -> list[Difference]:
    """Return what is different in the rules, in the order of the document."""
    before, after = plain_policy(old), plain_policy(new)
    for name in OF_THE_VERSION:
        del before[name], after[name]
    return list(_differences("", before, after))


def differences_in_words(old: Policy, new: Policy, language: Language) -> list[ChangedSection]:
    """Return the sections of which parents read something else."""
    before, after = policy_in_words(old, language), policy_in_words(new, language)
    changed = [
        ChangedSection(
            title=one.title,
            gone=tuple(it for it in one.sentences if it not in other.sentences),
            new=tuple(it for it in other.sentences if it not in one.sentences),
        )
        for one, other in zip(before, after, strict=True)
    ]
    return [it for it in changed if it.gone or it.new]


def _differences(path: str, before: Any, after: Any) -> Iterator[Difference]:
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys([*before, *after]):
            inner = f"{path}.{name}" if path else name
            yield from _differences(inner, before.get(name), after.get(name))
    elif isinstance(before, list) and isinstance(after, list) and _are_documents(before + after):
        for number in range(max(len(before), len(after))):
            one, other = (it[number] if number < len(it) else None for it in (before, after))
            yield from _differences(f"{path}[{number}]", one, other)
    elif before != after:
        yield Difference(path, before, after)


def _are_documents(items: list[Any]) -> bool:
    return all(isinstance(it, dict) for it in items)
