"""What is in moto's buckets, kept and put back.

moto closes a file when it is overwritten or deleted, and complains of one that was only dropped:
what a try has added is closed here, and what it has closed gets its bytes back.
"""

from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import Any

from moto.core import DEFAULT_ACCOUNT_ID
from moto.s3.models import FakeKey, s3_backends


@dataclass(frozen=True)
class Drawer:
    """One bucket: the versions under each key with their bytes, and uploads that go in parts."""

    bucket: Any
    versions: dict[str, list[Any]]
    contents: dict[int, bytes]
    uploads: dict[str, Any]

    @classmethod
    def of(cls, bucket: Any) -> "Drawer":
        versions = _versions(bucket)
        files = [it for each in versions.values() for it in each if is_file(it)]
        return cls(bucket, versions, {id(it): it.value for it in files}, dict(bucket.multiparts))

    def put_back(self) -> None:
        for each in _versions(self.bucket).values():
            for it in each:
                if is_file(it) and id(it) not in self.contents:
                    it.dispose()
        for name, upload in dict(self.bucket.multiparts).items():
            if name not in self.uploads:
                upload.dispose()
        for each in self.versions.values():
            for it in each:
                if is_file(it) and it.disposed:
                    _fill_again(it, self.contents[id(it)])
        keys = {key: list(each) for key, each in self.versions.items()}
        self.bucket.keys = type(self.bucket.keys)(keys)
        self.bucket.multiparts = type(self.bucket.multiparts)(self.uploads)


def drawers() -> list[Drawer]:
    return [Drawer.of(it) for it in buckets().values()]


def newest_files() -> dict[str, bytes]:
    """Return by key what all buckets hold now."""
    newest = {key: it[-1] for each in buckets().values() for key, it in _versions(each).items()}
    return {key: it.value for key, it in newest.items() if is_file(it)}


def is_file(version: Any) -> bool:
    """Whether it is a file, and not the mark of one that was deleted."""
    return isinstance(version, FakeKey)


def buckets() -> dict[str, Any]:
    found: dict[str, Any] = s3_backends[DEFAULT_ACCOUNT_ID]["aws"].buckets
    return found


def _versions(bucket: Any) -> dict[str, list[Any]]:
    return {key: list(bucket.keys.getlist(key)) for key in dict(bucket.keys)}


def _fill_again(file: Any, content: bytes) -> None:
    file._value_buffer = SpooledTemporaryFile()  # noqa: SIM115 - moto closes it
    file.value = content
    file.disposed = False
