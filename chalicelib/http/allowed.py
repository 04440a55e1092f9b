"""What a field may be, for who sent something else: msgspec only says that it was wrong."""

import re
from typing import Any

from msgspec import inspect

_STEPS = re.compile(r"\.(\w+)|\[(\d+|\.\.\.)\]")


def choices_at(kind: Any, given: object, path: str) -> list[str]:
    """Return the words that can stand at a path like ".rules[0].kind", or none if any can."""
    info, value = inspect.type_info(kind), given
    for name, number in _STEPS.findall(path):
        tags = _tags(info) if name else {}
        if name and name in {it.tag_field for it in tags.values()}:
            return sorted(tags)
        found = _inside(_chosen(info, value), name)
        if found is None:
            return []
        info, value = found, _value_at(value, name, number)
    return _choices(info)


def _inside(info: inspect.Type, name: str) -> inspect.Type | None:
    if isinstance(info, inspect.StructType):
        return next((it.type for it in info.fields if it.encode_name == name), None)
    if isinstance(info, inspect.ListType | inspect.SetType | inspect.FrozenSetType):
        return info.item_type
    return None


def _chosen(info: inspect.Type, value: object) -> inspect.Type:
    """Return the struct of a union that the value says it is, or the one kind that there is."""
    if isinstance(info, inspect.Metadata):
        return _chosen(info.type, value)
    if not isinstance(info, inspect.UnionType):
        return info
    named = value if isinstance(value, dict) else {}
    for tag, struct in _tags(info).items():
        if named.get(struct.tag_field) == tag:
            return struct
    others = [it for it in info.types if not isinstance(it, inspect.NoneType)]
    return _chosen(others[0], value) if len(others) == 1 else info


def _tags(info: inspect.Type) -> dict[str, inspect.StructType]:
    if isinstance(info, inspect.Metadata):
        return _tags(info.type)
    kinds = info.types if isinstance(info, inspect.UnionType) else (info,)
    return {str(it.tag): it for it in kinds if isinstance(it, inspect.StructType) and it.tag}


def _choices(info: inspect.Type) -> list[str]:
    info = _chosen(info, None)
    if isinstance(info, inspect.LiteralType):
        return sorted(map(str, info.values))
    return sorted(str(it.value) for it in info.cls) if isinstance(info, inspect.EnumType) else []


def _value_at(value: Any, name: str, number: str) -> Any:
    if name:
        return value.get(name) if isinstance(value, dict) else None
    is_there = isinstance(value, list) and number.isdigit() and int(number) < len(value)
    return value[int(number)] if is_there else None
