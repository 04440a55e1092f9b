"""The files of `web/dist`, as the site bucket behind CloudFront shows them."""

import hashlib
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from infra.local.wire import Answer, Request, compressed

FOR_EVER = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"
LEAST_COMPRESSED = 500

TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json"}
TEXT = ("text/", "application/json", "application/manifest", "image/svg")
PRECOMPRESSED = {"br": ".br", "gzip": ".gz"}


class Site:
    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    @property
    def is_built(self) -> bool:
        return (self._root / "index.html").is_file()

    def answer(self, request: Request) -> Answer:
        """Return the file, or the start page for a path of the app; never one outside the root."""
        if request.method not in {"GET", "HEAD"}:
            return _plain(HTTPStatus.METHOD_NOT_ALLOWED, "This is a page: GET it.")
        file = self._file(PurePosixPath(unquote(request.path)))
        if file is None:
            return _plain(HTTPStatus.NOT_FOUND, "There is no such file.")
        return _shown(file, request, for_ever=file.is_relative_to(self._root / "assets"))

    def _file(self, path: PurePosixPath) -> Path | None:
        if "\0" in str(path):
            return None
        wanted = (self._root / str(path).lstrip("/")).resolve()
        if not wanted.is_relative_to(self._root):
            return None
        page = wanted.with_name(wanted.name + ".html")
        start = None if _is_file_name(path) else self._root / "index.html"
        return next((it for it in (wanted, page, start) if it and it.is_file()), None)


def _is_file_name(path: PurePosixPath) -> bool:
    """Tell the name of a file from a path of the app: ids in those have dots as well."""
    folders = path.parts[1:-1]
    return folders[:1] == ("assets",) or (not folders and bool(path.suffix))


@dataclass(frozen=True)
class _Stored:
    body: bytes
    encoding: str
    tag: str


def _shown(file: Path, request: Request, *, for_ever: bool) -> Answer:
    stored = _stored(file, file.stat().st_mtime_ns, _encoding(file, request))
    headers = (
        ("Content-Type", _type(file)),
        ("Cache-Control", FOR_EVER if for_ever else ASK_FIRST),
        ("ETag", stored.tag),
        ("Vary", "Accept-Encoding"),
    )
    if stored.tag in request.header("if-none-match"):
        return Answer(HTTPStatus.NOT_MODIFIED, headers)
    answer = Answer(HTTPStatus.OK, headers, stored.body)
    if stored.encoding:
        return answer.adding(("Content-Encoding", stored.encoding))
    return compressed(answer, request, least=LEAST_COMPRESSED) if _is_text(file) else answer


def _encoding(file: Path, request: Request) -> str:
    """Return the encoding in which the file lies there already, and which the client takes."""
    accepted = request.header("accept-encoding")
    there = (it for it, suffix in PRECOMPRESSED.items() if Path(f"{file}{suffix}").is_file())
    return next((it for it in there if it in accepted), "")


@lru_cache(maxsize=256)
def _stored(file: Path, _changed: int, encoding: str) -> _Stored:
    body = Path(f"{file}{PRECOMPRESSED.get(encoding, '')}").read_bytes()
    return _Stored(body, encoding, f'"{hashlib.sha256(body).hexdigest()[:16]}"')


def _type(file: Path) -> str:
    kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0]
    if kind and kind.startswith("text/"):
        return f"{kind}; charset=utf-8"
    return kind or "application/octet-stream"


def _is_text(file: Path) -> bool:
    return _type(file).startswith(TEXT)


def _plain(status: HTTPStatus, text: str) -> Answer:
    return Answer(status, (("Content-Type", "text/plain; charset=utf-8"),), text.encode())
