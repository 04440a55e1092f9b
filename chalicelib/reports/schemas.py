"""What goes over the wire about daily reports.

The notes are the same both ways and no part may be left out: who sends them replaces all of them,
and what was forgotten would be gone.
"""

from datetime import date, datetime, time
from typing import Annotated, Self

from msgspec import Meta, Struct

from chalicelib.http.fields import Cursor, Line, Name, Text
from chalicelib.reports.model import (
    Bottle,
    DailyReport,
    Meal,
    Medicine,
    Mood,
    Nappy,
    NappyKind,
    Notes,
    Sleep,
    Temperature,
    Version,
)

MOST = Meta(max_length=20)  # of one kind in a day
ClockTime = Annotated[time, Meta(tz=False, description="On the wall clock, like 12:30:00")]
Millilitres = Annotated[int, Meta(ge=1, le=500)]
TenthsOfDegree = Annotated[int, Meta(ge=300, le=430, description="385 is 38.5 °C")]
VersionNumber = Annotated[int, Meta(ge=0, le=999_999)]


class SleepEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    start: ClockTime
    until: ClockTime | None

    @classmethod
    def of(cls, sleep: Sleep) -> Self:
        return cls(start=sleep.start, until=sleep.until)


class BottleEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    at: ClockTime
    millilitres: Millilitres

    @classmethod
    def of(cls, bottle: Bottle) -> Self:
        return cls(at=bottle.at, millilitres=bottle.millilitres)


class MealEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    at: ClockTime | None
    text: Name

    @classmethod
    def of(cls, meal: Meal) -> Self:
        return cls(at=meal.at, text=meal.text)


class NappyEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    at: ClockTime | None
    kind: NappyKind

    @classmethod
    def of(cls, nappy: Nappy) -> Self:
        return cls(at=nappy.at, kind=nappy.kind)


class TemperatureEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    at: ClockTime
    tenths: TenthsOfDegree

    @classmethod
    def of(cls, temperature: Temperature) -> Self:
        return cls(at=temperature.at, tenths=temperature.tenths)


class MedicineEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    at: ClockTime
    name: Name
    dose: Line

    @classmethod
    def of(cls, medicine: Medicine) -> Self:
        return cls(at=medicine.at, name=medicine.name, dose=medicine.dose)


class ReportNotes(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    sleeps: Annotated[list[SleepEntry], MOST]
    bottles: Annotated[list[BottleEntry], MOST]
    meals: Annotated[list[MealEntry], MOST]
    nappies: Annotated[list[NappyEntry], MOST]
    temperatures: Annotated[list[TemperatureEntry], MOST]
    medicines: Annotated[list[MedicineEntry], MOST]
    mood: Mood | None
    text: Text | None

    @classmethod
    def of(cls, notes: Notes) -> Self:
        return cls(
            sleeps=[SleepEntry.of(it) for it in notes.sleeps],
            bottles=[BottleEntry.of(it) for it in notes.bottles],
            meals=[MealEntry.of(it) for it in notes.meals],
            nappies=[NappyEntry.of(it) for it in notes.nappies],
            temperatures=[TemperatureEntry.of(it) for it in notes.temperatures],
            medicines=[MedicineEntry.of(it) for it in notes.medicines],
            mood=notes.mood,
            text=notes.text,
        )

    def notes(self) -> Notes:
        return Notes(
            sleeps=tuple(Sleep(it.start, it.until) for it in self.sleeps),
            bottles=tuple(Bottle(it.at, it.millilitres) for it in self.bottles),
            meals=tuple(Meal(it.text, it.at) for it in self.meals),
            nappies=tuple(Nappy(it.kind, it.at) for it in self.nappies),
            temperatures=tuple(Temperature(it.tenths, it.at) for it in self.temperatures),
            medicines=tuple(Medicine(it.name, it.dose, it.at) for it in self.medicines),
            mood=self.mood,
            text=self.text,
        )


class ReportWriting(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`version` is the one that was read; 0 for a day without a report."""

    version: VersionNumber
    notes: ReportNotes


class ReportPublication(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    version: VersionNumber


class ReportListQuery(Struct, frozen=True, kw_only=True):
    cursor: Cursor | None = None


class ReportVersionView(Struct, frozen=True, kw_only=True):
    """The version that stands now."""

    day: date
    version: int


class DailyReportView(Struct, frozen=True, kw_only=True):
    """As parents see it; `corrected_at` is there if it was changed after it was published."""

    child_id: str
    day: date
    notes: ReportNotes
    published_at: datetime | None
    corrected_at: datetime | None

    @classmethod
    def of(cls, report: DailyReport) -> Self:
        return cls(
            child_id=report.child_id,
            day=report.day,
            notes=ReportNotes.of(report.notes),
            published_at=report.published_at,
            corrected_at=report.corrected_at,
        )


class StaffReportView(Struct, frozen=True, kw_only=True):
    child_id: str
    day: date
    version: int
    notes: ReportNotes
    written_by: str
    written_at: datetime
    published_at: datetime | None

    @classmethod
    def of(cls, report: DailyReport) -> Self:
        return cls(
            child_id=report.child_id,
            day=report.day,
            version=report.version,
            notes=ReportNotes.of(report.notes),
            written_by=report.written_by,
            written_at=report.written_at,
            published_at=report.published_at,
        )


class WrittenVersionView(Struct, frozen=True, kw_only=True):
    number: int
    notes: ReportNotes
    written_by: str
    written_at: datetime

    @classmethod
    def of(cls, version: Version) -> Self:
        return cls(
            number=version.number,
            notes=ReportNotes.of(version.notes),
            written_by=version.written_by,
            written_at=version.written_at,
        )


class DailyReportListView(Struct, frozen=True, kw_only=True):
    reports: list[DailyReportView]
    next: str | None


class StaffReportListView(Struct, frozen=True, kw_only=True):
    reports: list[StaffReportView]
    next: str | None


class WrittenVersionListView(Struct, frozen=True, kw_only=True):
    versions: list[WrittenVersionView]
    next: str | None
