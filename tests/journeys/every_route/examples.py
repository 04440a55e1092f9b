"""Good and bad values for any field of any body, made from its type."""

import json
import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import EnumType
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from tests.journeys.every_route import naughty


@dataclass(frozen=True)
class Raw:
    """JSON that Python would not write."""

    json: bytes


# Each field takes one of these; a new pattern or range that takes none gets an example here.
ANY_TEXT = "nothing-here"
VALUES = (
    ANY_TEXT,
    "06-12345678",
    "2026-11",
    "K1",
    "1",
    "anna@voorbeeld.example",
    "#2f6f5e",
    "NL91ABNA0417164300",
    "NL98ZZZ999999990000",
    "0" * 64,
    "08:00",
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
ODD: tuple[Any, ...] = (
    *(None, True, -1, 0, 1e308, 2**63, 10**40, [], [None], {}, ""),
    *naughty.TEXTS,
    *map(Raw, naughty.JSON),
)
SHARES = 10, 40  # each field gets a tenth of these, one deep inside a fortieth
NO_JSON = (b"", b"{", b"[]", b'"text"', b"null", b"1", b"\xff\xfe", b"[" * 50_000, b'{"a":1,}')


def body_for(struct: type[msgspec.Struct]) -> dict[str, Any]:
    """A body of this shape, with as many of its fields as it takes together."""
    fields = msgspec.structs.fields(struct)
    config = struct.__struct_config__
    tag = {config.tag_field: config.tag} if config.tag_field else {}
    whole = tag | {it.encode_name: value_for(it.type) for it in fields}
    required = tag | {it.encode_name: whole[it.encode_name] for it in fields if it.required}
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


def bodies_with_one_odd_field(
    good: dict[str, Any], *, shares: tuple[int, int]
) -> Iterator[tuple[bytes, str, Any]]:
    """For each field the body with odd values in its place, the field, and the value.

    `shares` says how much: one in so many of the values for a field, and for one deep inside.
    """
    for number, path in enumerate(_paths(good)):
        share = shares[0] if len(path) == 1 else shares[1]
        for odd in ODD[number % share :: share]:
            name = next(it for it in reversed(path) if isinstance(it, str))
            yield encoded(_with(good, path, odd)), name, odd


def encoded(body: Any) -> bytes:
    """Return JSON in which what is Raw stands as it is."""
    raws: list[bytes] = []

    def put(it: Any) -> str:
        if not isinstance(it, Raw):
            raise TypeError(it)
        raws.append(it.json)
        return f"raw {len(raws) - 1}"

    text = json.dumps(body, default=put).encode()
    for number, raw in enumerate(raws):
        text = text.replace(b'"raw %d"' % number, raw)
    return text


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
