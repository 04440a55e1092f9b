"""From path, query and body to typed values, or to a list of what is wrong with them."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import islice
from typing import Any, TypeVar, get_args

import msgspec

from chalicelib.core.errors import Malformed
from chalicelib.http.fields import YEARS

_UNLIKELY = f"Expected a day of the years {YEARS[0]} to {YEARS[-1]}"
_NOT_NULL = "Expected a value, got `null`"
MOST_PROBLEMS = 100  # that are told: a body can have more fields than an answer has room for

Shape = TypeVar("Shape", bound=msgspec.Struct)


class Problem(msgspec.Struct, frozen=True):
    """What is wrong with one field; `path` is like "child.name", and empty for the whole body."""

    path: str
    problem: str


class InvalidRequest(Malformed):
    """The request does not have the shape it should have; `fields` names each problem once."""

    def __init__(self, problems: Callable[[], list[Problem]]) -> None:
        """Look for `problems` when they are told: who is not let in is not worth the work."""
        super().__init__()
        self._problems = problems

    @property
    def problems(self) -> list[Problem]:
        return self._problems()


def parse_body(raw: bytes, into: type[Shape]) -> Shape:
    """:raises InvalidRequest: it is not JSON, or not of this shape."""
    try:
        found = msgspec.json.decode(raw, type=into)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        at_first = _problem("", error)
        raise InvalidRequest(
            lambda: [*islice(_problems(raw, into), MOST_PROBLEMS)] or [at_first]
        ) from error
    return _with_likely_days(found)


def parse_texts(raw: Mapping[str, str], into: type[Shape]) -> Shape:
    """Parse what is text on the wire: the path, or the query.

    :raises InvalidRequest: a part is not of its type, like a day that is no date.
    """
    try:
        found = msgspec.convert(dict(raw), type=into, strict=False)
    except msgspec.ValidationError as error:
        problem = _problem("", error)
        raise InvalidRequest(lambda: [problem]) from error
    _check_nulls(raw, found)
    return _with_likely_days(found)


def _with_likely_days(found: Shape) -> Shape:
    """:raises InvalidRequest: a day is of a year in which nobody lives: msgspec has no limits."""
    if not _with_days(type(found)):
        return found
    unlikely = (path for path, year in _years_in(found, "") if year not in YEARS)
    problems = [Problem(it, _UNLIKELY) for it in islice(unlikely, MOST_PROBLEMS)]
    if problems:
        raise InvalidRequest(lambda: problems)
    return found


def _check_nulls(raw: Mapping[str, str], found: msgspec.Struct) -> None:
    """:raises InvalidRequest: the word "null" was taken for nothing, which is told by silence."""
    names = zip(found.__struct_fields__, found.__struct_encode_fields__, strict=True)
    nulls = [
        Problem(it, _NOT_NULL) for name, it in names if it in raw and getattr(found, name) is None
    ]
    if nulls:
        raise InvalidRequest(lambda: nulls)


@cache
def _with_days(shape: type[msgspec.Struct]) -> tuple[str, ...]:
    """Return the fields in which a day can be, at whatever depth."""
    return tuple(it.name for it in msgspec.structs.fields(shape) if _has_days(it.type))


def _has_days(kind: Any) -> bool:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return bool(_with_days(kind))
    if isinstance(kind, type) and issubclass(kind, date):
        return True
    return any(map(_has_days, get_args(kind)))


def _years_in(value: object, path: str) -> Iterator[tuple[str, int]]:
    """Yield where a day stands in what was sent, and of which year it is."""
    if isinstance(value, date):
        yield path.removeprefix("."), value.year
    elif isinstance(value, msgspec.Struct):
        for name in _with_days(type(value)):
            yield from _years_in(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _years_in(each, f"{path}[{at}]")
    elif isinstance(value, dict):
        for each in value.values():
            yield from _years_in(each, f"{path}[...]")


def _problems(raw: bytes, into: type[msgspec.Struct]) -> Iterator[Problem]:
    """Look at every field by itself: msgspec stops at the first problem, a form shows them all."""
    try:
        given = msgspec.json.decode(raw, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return
    fields = {field.encode_name: field for field in msgspec.structs.fields(into)}
    yield from (Problem(name, "Unknown field") for name in given.keys() - fields.keys())
    for name, field in fields.items():
        if name in given:
            try:
                msgspec.convert(given[name], type=field.type)
            except msgspec.ValidationError as error:
                yield _told(_problem(name, error), field.type, given[name])
        elif field.required:
            yield Problem(name, "Required")


def _told(problem: Problem, kind: Any, given: object) -> Problem:
    """Add what is allowed, where only some words are."""
    if not problem.problem.startswith("Invalid"):
        return problem
    from chalicelib.http.allowed import choices_at

    path = re.sub(r"^\w+", "", problem.path)
    if found := choices_at(kind, given, path):
        return Problem(problem.path, f"{problem.problem}; allowed: {', '.join(found)}")
    return problem


def _problem(name: str, error: Exception) -> Problem:
    """Take "Expected `str`, got `int` - at `$.street`" apart."""
    problem, _, path = str(error).partition(" - at `$")
    return Problem((name + path.rstrip("`")).removeprefix("."), problem)
