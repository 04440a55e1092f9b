"""What moto answers about items, given on as it is.

moto looks for every kind of value in each value of an item, under several spellings: that was a
sixth of the time of a request.
"""

from typing import Any

from moto.core.serialize import BaseJSONSerializer

VALUE = "AttributeValue"
PLAIN = {"S": str, "N": str, "BOOL": bool}
_looked_for = BaseJSONSerializer._serialize_type_structure  # noqa: SLF001 - to be replaced


def make_cheap() -> None:
    """Change moto for this process; doing it again changes nothing more."""
    BaseJSONSerializer._serialize_type_structure = _serialized  # type: ignore[assignment,method-assign]  # noqa: SLF001


def _serialized(
    serializer: BaseJSONSerializer, serialized: Any, value: Any, shape: Any, key: str
) -> None:
    if key and shape.name == VALUE and is_plain(value):
        serialized[key] = value
    else:
        _looked_for(serializer, serialized, value, shape, key)


def is_plain(value: Any) -> bool:
    """Tell whether it is on the wire as it is here: a text, a number, or yes or no."""
    if type(value) is not dict or len(value) != 1:
        return False
    ((kind, inside),) = value.items()
    return kind in PLAIN and type(inside) is PLAIN[kind]
