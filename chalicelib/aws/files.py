"""S3: files under keys that begin with their kind and their organisation."""

from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import quote

from chalicelib.aws.clients import client
from chalicelib.core.values import dataclass
from chalicelib.settings import settings

UPLOAD_SECONDS = 300
FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class UploadForm:
    """Where a browser posts a file, and the fields that go before it."""

    url: str
    fields: dict[str, str]


def upload_form(key: str, *, content_type: str, largest: int) -> UploadForm:
    """Let a browser put one file of at most `largest` bytes under exactly this key."""
    form = client("s3").generate_presigned_post(
        Bucket=settings().uploads,
        Key=key,
        Fields={"Content-Type": content_type},
        Conditions=[{"Content-Type": content_type}, ["content-length-range", 1, largest]],
        ExpiresIn=UPLOAD_SECONDS,
    )
    return UploadForm(form["url"], form["fields"])


def read_upload(key: str, *, largest: int) -> bytes | None:
    """Return what was uploaded, or None if it is gone or larger than it may be."""
    s3 = client("s3")
    try:
        answer = s3.get_object(Bucket=settings().uploads, Key=key)
    except s3.exceptions.NoSuchKey:
        return None
    if answer["ContentLength"] > largest:
        return None
    data: bytes = answer["Body"].read()
    return data


def remove_upload(key: str) -> None:
    client("s3").delete_object(Bucket=settings().uploads, Key=key)


def write(key: str, data: bytes | BinaryIO, *, content_type: str) -> str:
    """Keep a file, in place of an earlier one under this key, and return its ETag."""
    answer = client("s3").put_object(
        Bucket=settings().files, Key=key, Body=data, ContentType=content_type
    )
    etag: str = answer["ETag"]
    return etag


def publish(key: str, data: bytes, *, content_type: str) -> None:
    """Keep a file that everybody may see; its key never means another file."""
    client("s3").put_object(
        Bucket=settings().files,
        Key=key,
        Body=data,
        ContentType=content_type,
        CacheControl=FOR_EVER,
    )


def read(key: str) -> bytes:
    """:raises botocore.exceptions.ClientError: there is no such file."""
    data: bytes = client("s3").get_object(Bucket=settings().files, Key=key)["Body"].read()
    return data


def find(key: str) -> bytes | None:
    """Return the file, or None if there is none under this key."""
    s3 = client("s3")
    try:
        data: bytes = s3.get_object(Bucket=settings().files, Key=key)["Body"].read()
    except s3.exceptions.NoSuchKey:
        return None
    return data


def read_range(key: str, *, start: int, length: int, etag: str) -> bytes:
    """Return a part of a file, if it is still the one with this ETag.

    :raises botocore.exceptions.ClientError: it is gone, or it has changed.
    """
    answer = client("s3").get_object(
        Bucket=settings().files,
        Key=key,
        Range=f"bytes={start}-{start + length - 1}",
        IfMatch=etag,
    )
    data: bytes = answer["Body"].read()
    return data


def remove(key: str) -> None:
    client("s3").delete_object(Bucket=settings().files, Key=key)


def link(key: str, *, seconds: int, name: str | None = None) -> str:
    """Return an address from which the file can be read for that long.

    With a name the browser saves it under that name, without one it shows it.
    """
    params: dict[str, Any] = {"Bucket": settings().files, "Key": key}
    if name:
        params["ResponseContentDisposition"] = (
            f"attachment; filename*=UTF-8''{quote(name, safe='')}"
        )
    address: str = client("s3").generate_presigned_url("get_object", params, ExpiresIn=seconds)
    return address


@dataclass(frozen=True)
class Assembly:
    """One file that is written in parts, in any order and by anybody who knows its id."""

    key: str
    upload_id: str

    def write_part(self, number: int, data: bytes) -> str:
        """Write part `number`, from 1 on, and return its ETag; a retry writes the same again."""
        answer = client("s3").upload_part(
            Bucket=settings().files,
            Key=self.key,
            UploadId=self.upload_id,
            PartNumber=number,
            Body=data,
        )
        etag: str = answer["ETag"]
        return etag

    def finish(self, etags: Iterator[str] | list[str]) -> None:
        """Make the file of its parts, whose ETags come in order."""
        parts = [{"PartNumber": at, "ETag": etag} for at, etag in enumerate(etags, start=1)]
        client("s3").complete_multipart_upload(
            Bucket=settings().files,
            Key=self.key,
            UploadId=self.upload_id,
            MultipartUpload={"Parts": parts},
        )


def assemble(key: str, *, content_type: str) -> Assembly:
    """Begin a file that is written in parts; S3 forgets it if it is not finished in a day."""
    answer = client("s3").create_multipart_upload(
        Bucket=settings().files, Key=key, ContentType=content_type
    )
    return Assembly(key, answer["UploadId"])
