"""Dataclasses whose methods are written when the first value is made.

Python writes and compiles the methods of a dataclass when the class is defined: half a millisecond
each, and the API has two hundred, of which a request needs a few. So it is done when a value is
made, or its fields are asked for, and from then on it is the dataclass of the standard library.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - to be imported from here
else:
    import dataclasses
    from threading import RLock

    _FIELDS = "__dataclass_fields__"
    _LATER = {
        "frozen",
        "kw_only",
        "eq",
        "order",
    }  # with other options the class is another one at once
    _lock = RLock()

    def dataclass(kind: type | None = None, /, **options: bool) -> Any:
        """Decorate as `dataclasses.dataclass` does."""
        if kind is None:
            return lambda it: dataclass(it, **options)
        if "__new__" in vars(kind) or not options.keys() <= _LATER:
            return dataclasses.dataclass(**options)(kind)
        fields = _FieldsToCome(kind, options)

        def write_first(cls: type, *_: object, **__: object) -> Any:
            fields.write()
            return object.__new__(cls)

        setattr(kind, _FIELDS, fields)
        kind.__new__ = write_first
        return kind

    class _FieldsToCome:
        """Stands where a dataclass has its fields, until somebody looks at them."""

        def __init__(self, kind: type, options: dict[str, bool]) -> None:
            self._kind, self._options = kind, options

        def __get__(self, _value: object, cls: type) -> Any:
            self.write()
            return getattr(cls, _FIELDS)

        def write(self) -> None:
            with _lock:
                if vars(self._kind)[_FIELDS] is self:
                    dataclasses.dataclass(**self._options)(self._kind)
                    self._kind.__new__ = _new  # last: who comes in meanwhile waits for the lock

    def _new(cls: type, *_: object, **__: object) -> Any:
        return object.__new__(cls)
