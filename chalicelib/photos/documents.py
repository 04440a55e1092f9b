"""A photo as plain values, as the table keeps it. Everything that is kept has its place here."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from chalicelib.photos.model import Kept, Photo


def document_of(photo: Photo) -> dict[str, Any]:
    return {
        "photo_id": photo.photo_id,
        "group_id": photo.group_id,
        "child_ids": list(photo.child_ids),
        "caption": photo.caption,
        "uploaded_at": photo.uploaded_at.isoformat(),
        "uploaded_by": photo.uploaded_by,
        "sha256": photo.sha256,
        "version": photo.version,
        "kept": _kept_document(photo.kept) if photo.kept else None,
        "refused_for": photo.refused_for,
        "deleted_at": photo.deleted_at.isoformat() if photo.deleted_at else None,
    }


def photo_of(plain: dict[str, Any], *, mark: str | None) -> Photo:
    return Photo(
        photo_id=plain["photo_id"],
        group_id=plain["group_id"],
        child_ids=tuple(plain["child_ids"]),
        caption=plain["caption"],
        uploaded_at=datetime.fromisoformat(plain["uploaded_at"]),
        uploaded_by=plain["uploaded_by"],
        sha256=plain["sha256"],
        version=plain["version"],
        kept=_kept(plain["kept"]) if plain["kept"] else None,
        refused_for=plain["refused_for"],
        deleted_at=datetime.fromisoformat(plain["deleted_at"]) if plain["deleted_at"] else None,
        mark=mark,
    )


def _kept_document(kept: Kept) -> dict[str, Any]:
    return {**asdict(kept), "taken_at": kept.taken_at.isoformat()}


def _kept(plain: dict[str, Any]) -> Kept:
    return Kept(**{**plain, "taken_at": datetime.fromisoformat(plain["taken_at"])})
