"""The handlers of a Chalice app outside HTTP, called as Lambda calls them."""

import contextlib
import threading
from collections.abc import Iterator
from typing import Any, TypeVar

from chalice import Chalice
from chalice.app import BaseEventSourceConfig, EventSourceHandler, LambdaFunction
from chalice.local import LambdaContext
from chalice.utils import to_cfn_resource_name

from infra.local.resources import properties

TIMEOUT_MS = 900_000

Config = TypeVar("Config", bound=BaseEventSourceConfig)


class UnknownHandler(LookupError):
    """The app has no handler of this name."""


class Handlers:
    """Everything that is registered on an app, by name."""

    def __init__(self, app: Chalice) -> None:
        self._app = app
        self._running = 0
        self._lock = threading.Lock()

    @property
    def running(self) -> int:
        """How many are at work now."""
        return self._running

    def of_kind(self, kind: type[Config]) -> list[Config]:
        return [it for it in self._app.event_sources if isinstance(it, kind)]

    def find(self, name: str) -> BaseEventSourceConfig | LambdaFunction:
        """:raises UnknownHandler: with the names that there are."""
        there: dict[str, BaseEventSourceConfig | LambdaFunction] = {}
        there |= {it.name: it for it in self._app.event_sources}
        there |= {it.name: it for it in self._app.pure_lambda_functions}
        if name not in there:
            raise UnknownHandler(f"There is no {name}, only {', '.join(sorted(there))}.")
        return there[name]

    def call(self, name: str, event: dict[str, Any]) -> Any:
        """Return what the handler returns; what it raises goes up."""
        handler = self._as_deployed(name)
        with self._counted():
            return handler(event, LambdaContext(name, memory_size=512, max_runtime_ms=TIMEOUT_MS))

    def _as_deployed(self, name: str) -> Any:
        """A Lambda of a blueprint imports its own module only, so middleware of `app.py` is out."""
        handler = self._app.handler_map[name]
        if self.find(name).handler_string.startswith("app.") or not isinstance(
            handler, EventSourceHandler
        ):
            return handler
        return EventSourceHandler(handler.func, handler.event_class)

    @contextlib.contextmanager
    def _counted(self) -> Iterator[None]:
        with self._lock:
            self._running += 1
        try:
            yield
        finally:
            with self._lock:
                self._running -= 1


def source_properties(name: str) -> dict[str, Any]:
    """Return what `infra/resources.yaml` adds to the event source of this handler, or nothing."""
    for event in properties(to_cfn_resource_name(name)).get("Events", {}).values():
        found: dict[str, Any] = event.get("Properties", {})
        return found
    return {}
