"""Typed routes on top of Chalice blueprints: one declaration parses, guards, answers, documents."""

import functools
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from http import HTTPStatus
from typing import (
    Any,
    Concatenate,
    ParamSpec,
    Required,
    TypeAlias,
    TypedDict,
    TypeVar,
    Unpack,
    overload,
)

import msgspec
from chalice import Blueprint, Response

from chalicelib.core.callers import Role
from chalicelib.core.errors import PortalError
from chalicelib.http.answers import answer
from chalicelib.http.endpoints import JSON, Along, Endpoint, nothing_along
from chalicelib.http.requests import Request

Body = TypeVar("Body", bound=msgspec.Struct | None)
Query = TypeVar("Query", bound=msgspec.Struct | None)
Answer = TypeVar("Answer", bound=msgspec.Struct)
Path = ParamSpec("Path")

# With this type a view that takes or returns something else than it declares fails in mypy.
View: TypeAlias = Callable[Concatenate[Request[Body, Query], Path], Answer]
Added: TypeAlias = Callable[[View[Body, Query, Path, Answer]], View[Body, Query, Path, Answer]]

ANYBODY: None = None  # as `who`: no session is needed


class About(TypedDict, total=False):
    """What every route says of itself; the fields are those of `Endpoint`."""

    summary: Required[str]
    who: Required[AbstractSet[Role] | None]
    refuses: Sequence[type[PortalError]]
    along: Along
    once: bool
    media_type: str


class Routes(Blueprint):
    """A blueprint whose views take a Request and return a msgspec struct."""

    def __init__(self, import_name: str, *, while_setting_up: bool = False) -> None:
        super().__init__(import_name)
        self._while_setting_up = while_setting_up
        self.endpoints: list[Endpoint] = []

    @overload
    def get(
        self, path: str, *, returns: type[Answer], **about: Unpack[About]
    ) -> Added[None, None, Path, Answer]: ...

    @overload
    def get(
        self, path: str, *, query: type[Query], returns: type[Answer], **about: Unpack[About]
    ) -> Added[None, Query, Path, Answer]: ...

    def get(self, path: str, **declared: Any) -> Any:
        return self._add("GET", path, **declared)

    @overload
    def post(
        self, path: str, *, returns: type[Answer], status: int = ..., **about: Unpack[About]
    ) -> Added[None, None, Path, Answer]: ...

    @overload
    def post(
        self,
        path: str,
        *,
        body: type[Body],
        returns: type[Answer],
        status: int = ...,
        **about: Unpack[About],
    ) -> Added[Body, None, Path, Answer]: ...

    def post(self, path: str, *, status: int = HTTPStatus.CREATED, **declared: Any) -> Any:
        return self._add("POST", path, status=status, **declared)

    @overload
    def put(
        self, path: str, *, returns: type[Answer], **about: Unpack[About]
    ) -> Added[None, None, Path, Answer]: ...

    @overload
    def put(
        self, path: str, *, body: type[Body], returns: type[Answer], **about: Unpack[About]
    ) -> Added[Body, None, Path, Answer]: ...

    def put(self, path: str, **declared: Any) -> Any:
        return self._add("PUT", path, **declared)

    def delete(
        self, path: str, *, returns: type[Answer], **about: Unpack[About]
    ) -> Added[None, None, Path, Answer]:
        return self._add("DELETE", path, returns=returns, **about)

    def _add(
        self,
        method: str,
        path: str,
        *,
        returns: type[msgspec.Struct],
        body: type[msgspec.Struct] | None = None,
        query: type[msgspec.Struct] | None = None,
        status: int = HTTPStatus.OK,
        **about: Unpack[About],
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        def add(view: Callable[..., Any]) -> Callable[..., Any]:
            endpoint = Endpoint(
                method=method,
                path=path,
                summary=about["summary"],
                who=about["who"],
                body=body,
                query=query,
                returns=returns,
                status=int(status),
                refuses=tuple(about.get("refuses", ())),
                view=view,
                along=about.get("along", nothing_along),
                once=about.get("once", False),
                while_setting_up=self._while_setting_up,
                media_type=about.get("media_type", JSON),
            )

            @functools.wraps(view)
            def handler(**path_params: str) -> Response:
                return answer(endpoint, self.current_request, path_params)

            self.endpoints.append(endpoint)
            # Any content type reaches us, so that a refusal has our shape and not Chalice's.
            self.route(path, methods=[method], content_types=["*/*"])(handler)
            return view

        return add
