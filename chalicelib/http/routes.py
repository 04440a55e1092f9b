"""Typed routes on top of Chalice blueprints: one declaration parses, guards, answers, documents."""

import functools
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from http import HTTPStatus
from types import NoneType
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar, overload

import msgspec
from chalice import Blueprint, Response

from chalicelib.core.callers import Role
from chalicelib.core.errors import PortalError
from chalicelib.http.answers import answer
from chalicelib.http.endpoints import Along, Endpoint, nothing_along
from chalicelib.http.parsing import path_struct
from chalicelib.http.requests import Request

Body = TypeVar("Body", bound=msgspec.Struct | None)
Query = TypeVar("Query", bound=msgspec.Struct | None)
Answer = TypeVar("Answer", bound=msgspec.Struct)
Path = ParamSpec("Path")

# With this type a view that takes or returns something else than it declares fails in mypy.
View: TypeAlias = Callable[Concatenate[Request[Body, Query], Path], Answer]
Added: TypeAlias = Callable[[View[Body, Query, Path, Answer]], View[Body, Query, Path, Answer]]

ANYBODY: None = None  # as `who`: no session is needed


class Routes(Blueprint):
    """A blueprint whose views take a Request and return a msgspec struct."""

    def __init__(self, import_name: str) -> None:
        super().__init__(import_name)
        self.endpoints: list[Endpoint] = []

    @overload
    def get(
        self,
        path: str,
        *,
        summary: str,
        who: AbstractSet[Role] | None,
        returns: type[Answer],
        refuses: Sequence[type[PortalError]] = ...,
        along: Along = ...,
    ) -> Added[None, None, Path, Answer]: ...

    @overload
    def get(
        self,
        path: str,
        *,
        summary: str,
        who: AbstractSet[Role] | None,
        returns: type[Answer],
        query: type[Query],
        refuses: Sequence[type[PortalError]] = ...,
        along: Along = ...,
    ) -> Added[None, Query, Path, Answer]: ...

    def get(
        self,
        path: str,
        *,
        summary: str,
        who: AbstractSet[Role] | None,
        returns: type[Answer],
        query: Any = NoneType,
        refuses: Sequence[type[PortalError]] = (),
        along: Along = nothing_along,
    ) -> Any:
        return self._add(
            "GET", path, summary, who, NoneType, query, returns, HTTPStatus.OK, refuses, along
        )

    @overload
    def post(
        self,
        path: str,
        *,
        summary: str,
        who: AbstractSet[Role] | None,
        returns: type[Answer],
        status: int = ...,
        refuses: Sequence[type[PortalError]] = ...,
        along: Along = ...,
    ) -> Added[None, None, Path, Answer]: ...

    @overload
    def post(
        self,
        path: str,
        *,
        summary: str,
        who: AbstractSet[Role] | None,
        returns: type[Answer],
        body: type[Body],
        status: int = ...,
        refuses: Sequence[type[PortalError]] = ...,
        along: Along = ...,
    ) -> Added[Body, None, Path, Answer]: ...

    def post(
        self,
        path: str,
        *,
        summary: str,
        who: AbstractSet[Role] | None,
        returns: type[Answer],
        body: Any = NoneType,
        status: int = HTTPStatus.CREATED,
        refuses: Sequence[type[PortalError]] = (),
        along: Along = nothing_along,
    ) -> Any:
        return self._add(
            "POST", path, summary, who, body, NoneType, returns, status, refuses, along
        )

    @overload
    def put(
        self,
        path: str,
        *,
        summary: str,
        who: AbstractSet[Role] | None,
        returns: type[Answer],
        refuses: Sequence[type[PortalError]] = ...,
        along: Along = ...,
    ) -> Added[None, None, Path, Answer]: ...

    @overload
    def put(
        self,
        path: str,
        *,
        summary: str,
        who: AbstractSet[Role] | None,
        returns: type[Answer],
        body: type[Body],
        refuses: Sequence[type[PortalError]] = ...,
        along: Along = ...,
    ) -> Added[Body, None, Path, Answer]: ...

    def put(
        self,
        path: str,
        *,
        summary: str,
        who: AbstractSet[Role] | None,
        returns: type[Answer],
        body: Any = NoneType,
        refuses: Sequence[type[PortalError]] = (),
        along: Along = nothing_along,
    ) -> Any:
        return self._add(
            "PUT", path, summary, who, body, NoneType, returns, HTTPStatus.OK, refuses, along
        )

    def delete(
        self,
        path: str,
        *,
        summary: str,
        who: AbstractSet[Role] | None,
        returns: type[Answer],
        refuses: Sequence[type[PortalError]] = (),
        along: Along = nothing_along,
    ) -> Added[None, None, Path, Answer]:
        return self._add(
            "DELETE", path, summary, who, NoneType, NoneType, returns, HTTPStatus.OK, refuses, along
        )

    def _add(  # noqa: PLR0917 - the four above are its only callers, in the order of Endpoint
        self,
        method: str,
        path: str,
        summary: str,
        who: AbstractSet[Role] | None,
        body: Any,
        query: Any,
        returns: type[msgspec.Struct],
        status: int,
        refuses: Sequence[type[PortalError]],
        along: Along,
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        def add(view: Callable[..., Any]) -> Callable[..., Any]:
            endpoint = Endpoint(
                method=method,
                path=path,
                summary=summary,
                who=who,
                body=None if body is NoneType else body,
                query=None if query is NoneType else query,
                returns=returns,
                status=int(status),
                refuses=tuple(refuses),
                path_params=path_struct(path, view),
                view=view,
                along=along,
            )

            @functools.wraps(view)
            def handler(**path_params: str) -> Response:
                return answer(endpoint, self.current_request, path_params)

            self.endpoints.append(endpoint)
            # Any content type reaches us, so that a refusal has our shape and not Chalice's.
            self.route(path, methods=[method], content_types=["*/*"])(handler)
            return view

        return add
