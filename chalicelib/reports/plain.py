"""Notes as plain values, and back: what the table keeps."""

from datetime import time
from typing import Any

from chalicelib.reports.model import (
    Bottle,
    Meal,
    Medicine,
    Mood,
    Nappy,
    NappyKind,
    Notes,
    Sleep,
    Temperature,
)


def plain_notes(notes: Notes) -> dict[str, Any]:
    return {
        "sleeps": [_plain(it) for it in notes.sleeps],
        "bottles": [_plain(it) for it in notes.bottles],
        "meals": [_plain(it) for it in notes.meals],
        "nappies": [_plain(it) for it in notes.nappies],
        "temperatures": [_plain(it) for it in notes.temperatures],
        "medicines": [_plain(it) for it in notes.medicines],
        "mood": notes.mood,
        "text": notes.text,
    }


def notes_of(plain: dict[str, Any]) -> Notes:
    return Notes(
        sleeps=tuple(Sleep(**_timed(it)) for it in plain["sleeps"]),
        bottles=tuple(Bottle(**_timed(it)) for it in plain["bottles"]),
        meals=tuple(Meal(**_timed(it)) for it in plain["meals"]),
        nappies=tuple(_nappy(_timed(it)) for it in plain["nappies"]),
        temperatures=tuple(Temperature(**_timed(it)) for it in plain["temperatures"]),
        medicines=tuple(Medicine(**_timed(it)) for it in plain["medicines"]),
        mood=Mood(plain["mood"]) if plain["mood"] else None,
        text=plain["text"],
    )


def _nappy(timed: dict[str, Any]) -> Nappy:
    return Nappy(NappyKind(timed["kind"]), timed["at"])


def _plain(entry: object) -> dict[str, Any]:
    values = vars(entry).items()
    return {name: it.isoformat() if isinstance(it, time) else it for name, it in values}


def _timed(plain: dict[str, Any]) -> dict[str, Any]:
    """Return the values with the times among them as times."""
    times = {name: plain[name] for name in ("start", "until", "at") if plain.get(name)}
    return {**plain, **{name: time.fromisoformat(it) for name, it in times.items()}}
