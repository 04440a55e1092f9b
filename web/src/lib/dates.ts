// Days are ISO texts (2026-11-02), months too (2026-11), instants are ISO texts with an offset. A `Date` never leaves
// this file: a day has no time zone, and an instant is always shown as it is in the Netherlands.

import { nowThere } from './clock.ts';

export type Day = string;
export type Month = string;

const ZONE = 'Europe/Amsterdam';
const MILLISECONDS = 86_400_000;

/** Noon in UTC: far enough from midnight for any rounding, and the same day for everybody. */
const noon = (day: Day) => new Date(`${day}T12:00:00Z`);
const isoOf = (date: Date): Day => date.toISOString().slice(0, 10);

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'nl-NL', options);
  formats.set(key, known);
  return known;
}

const shown = (day: Day, language: string, options: Intl.DateTimeFormatOptions) =>
  format(language, { ...options, timeZone: 'UTC' }).format(noon(day));

/** The day it is in the Netherlands at this instant. */
export const dayOf = (instant: string | number): Day =>
  format('nl', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' })
    .formatToParts(new Date(instant))
    .filter(({ type }) => type !== 'literal')
    .map(({ value }) => value)
    .reverse()
    .join('-');

export const today = (): Day => dayOf(nowThere());
export const monthOf = (day: Day): Month => day.slice(0, 7);
export const thisMonth = (): Month => monthOf(today());
export const isMonth = (text: string | null): text is Month => /^[12]\d{3}-(0[1-9]|1[0-2])$/.test(text ?? '');
export const isDay = (text: string | null): text is Day =>
  /^[12]\d{3}-\d\d-\d\d$/.test(text ?? '') &&
  !Number.isNaN(Date.parse(`${text}T12:00:00Z`)) &&
  isoOf(noon(text ?? '')) === text;

export const addDays = (day: Day, count: number): Day => isoOf(new Date(noon(day).getTime() + count * MILLISECONDS));

export function addMonths(month: Month, count: number): Month {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** 0 is Monday. */
export const weekdayOf = (day: Day): number => (noon(day).getUTCDay() + 6) % 7;

/** The days of a month in weeks that start on Monday; what belongs to the months around it is undefined. */
export function weeksOf(month: Month): (Day | undefined)[][] {
  const first = `${month}-01`;
  const start = addDays(first, -weekdayOf(first));
  const weeks = Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => addDays(start, week * 7 + weekday)),
  );
  return weeks
    .map((week) => week.map((day) => (monthOf(day) === month ? day : undefined)))
    .filter((w) => w.some(Boolean));
}

export const daysOf = (month: Month): Day[] =>
  weeksOf(month).flatMap((week) => week.filter((day) => day !== undefined));

/** maandag 2 november 2026 */
export const fullDay = (day: Day, language: string) =>
  shown(day, language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
/** maandag 2 november */
export const longDay = (day: Day, language: string) =>
  shown(day, language, { weekday: 'long', day: 'numeric', month: 'long' });
/** ma 2 nov */
export const shortDay = (day: Day, language: string) =>
  shown(day, language, { weekday: 'short', day: 'numeric', month: 'short' });
/** 2 november 2026 */
export const plainDay = (day: Day, language: string) =>
  shown(day, language, { day: 'numeric', month: 'long', year: 'numeric' });
/** At the beginning of a line: Maandag 2 november. */
export const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
/** november 2026 */
export const fullMonth = (month: Month, language: string) =>
  shown(`${month}-01`, language, { month: 'long', year: 'numeric' });
export const weekdayName = (weekday: number, language: string, style: 'short' | 'long') =>
  shown(addDays('2024-01-01', weekday), language, { weekday: style });

/** 2 nov 2026 09:05, as it is in the Netherlands. */
export const moment = (instant: string, language: string) =>
  format(language, {
    timeZone: ZONE,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
    .format(new Date(instant))
    .replace(' om ', ', ');

/** The time when it is of today, else the day. */
export const briefly = (instant: string, language: string) =>
  dayOf(instant) === today()
    ? format(language, { timeZone: ZONE, hour: '2-digit', minute: '2-digit' }).format(new Date(instant))
    : shortDay(dayOf(instant), language);

/** How old somebody is: in months below two years, then in years. */
export function ageOf(birthDate: Day, on: Day): { months: number } | { years: number } {
  const since = (Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4))) * 12;
  const months =
    since + Number(on.slice(5, 7)) - Number(birthDate.slice(5, 7)) - (on.slice(8) < birthDate.slice(8) ? 1 : 0);
  return months < 24 ? { months: Math.max(months, 0) } : { years: Math.floor(months / 12) };
}
