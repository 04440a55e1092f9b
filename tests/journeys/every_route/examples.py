"""Good and bad values for any field of any body, made from its type."""

import types
from collections.abc import Iterator
from datetime import date, datetime, time
from enum import EnumType
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

# Each field takes one of these; a new pattern or range that takes none gets an example here.
VALUES = (
    "nothing-here",
    "06-12345678",
    "2026-11",
    "K1",
    "1",
    "anna@voorbeeld.example",
    "#2f6f5e",
    "NL91ABNA0417164300",
    "NL98ZZZ999999990000",
    "0" * 64,
    1,
    385,
)
SIMPLE = {
    bool: True,
    int: 1,
    date: "2026-11-12",
    time: "16:00:00",
    datetime: "2026-11-12T16:00:00Z",
}
# What a client may send anywhere. Some of it is good in some fields: then it must work.
ODD = (
    None,
    True,
    -1,
    0,
    1e308,
    2**63,
    10**40,
    [],
    [None],
    {},
    "",
    "a" * 10_001,
    "a\x00b",
    "a\r\nBcc: everybody@example.org",
    "\ud83d".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "نور الدين \u202eabc",
    "👩‍👧‍👦🏳️‍🌈",
    "Z\u0335\u0336" * 60,
    "<script>alert(1)</script>",
    "ORG#madelief#CONFIGURATION",
    "../../etc/passwd",
    "0000-00-00",
    "9999-12",
    "9999-12-31",
    "1000-01-01",
    "2027-02-29",
    "99:99:99",
)
SHARES = 6
NO_JSON = (b"", b"{", b"[]", b'"text"', b"null", b"1", b"\xff\xfe", b"[" * 50_000, b'{"a":1,}')


def body_for(struct: type[msgspec.Struct]) -> dict[str, Any]:
    """A body of this shape, with as many of its fields as it takes together."""
    fields = msgspec.structs.fields(struct)
    whole = {it.encode_name: value_for(it.type) for it in fields}
    required = {it.encode_name: whole[it.encode_name] for it in fields if it.required}
    alone = [{**required, name: value} for name, value in whole.items()]
    return next(it for it in (whole, required, *alone) if _fits(it, struct))


@cache
def value_for(kind: Any) -> Any:
    """A value that a field of this type takes."""
    made = _simplest(kind)
    return made if _fits(made, kind) else next(it for it in VALUES if _fits(it, kind))


def _simplest(kind: Any) -> Any:
    origin, inside = get_origin(kind), [it for it in get_args(kind) if it is not types.NoneType]
    if origin in (Union, types.UnionType, Annotated):
        return value_for(inside[0])
    if origin in (list, set, frozenset):
        return [value_for(inside[0])]
    if isinstance(kind, EnumType) or origin is Literal:
        return (inside or [it.value for it in kind])[0]
    is_struct = isinstance(kind, type) and issubclass(kind, msgspec.Struct)
    return body_for(kind) if is_struct else SIMPLE.get(kind, VALUES[0])


def bodies_with_one_odd_field(good: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """For each field the body with each odd value in its place; deep ones share them out."""
    for number, path in enumerate(_paths(good)):
        for odd in ODD if len(path) == 1 else ODD[number % SHARES :: SHARES]:
            yield _with(good, path, odd)


def bodies_without_a_field(
    good: dict[str, Any], struct: type[msgspec.Struct]
) -> Iterator[dict[str, Any]]:
    for field in msgspec.structs.fields(struct):
        if field.required:
            yield {name: it for name, it in good.items() if name != field.encode_name}


def _fits(value: Any, kind: Any) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True


def _paths(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in parts:
        yield (*above, key)
        if isinstance(part, dict | list):
            yield from _paths(part, (*above, key))


def _with(value: Any, path: tuple[Any, ...], odd: Any) -> Any:
    if not path:
        return odd
    changed = dict(value) if isinstance(value, dict) else list(value)
    changed[path[0]] = _with(value[path[0]], path[1:], odd)
    return changed
