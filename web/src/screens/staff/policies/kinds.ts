// What a value of several kinds begins with, and which parts each kind has; Monday is 0, months count from 1.

import type { policyFieldWords } from '../../../i18n/policyFields';
import type { Document } from '../../../lib/documents.ts';

type Words = (typeof policyFieldWords)['nl'];
export type Part = {
  name: string;
  label: keyof Words['parts'];
  type?: 'number' | 'time';
  min?: number;
  max?: number;
  mayBeEmpty?: boolean;
};

const DAYS = { type: 'number', min: 0, max: 365 } as const;
const WEEKS: Part = { name: 'weeks', label: 'weeks', type: 'number', min: -52, max: 52 };

/** A kind without parts of its own has a span, or nothing. */
export const PARTS: Record<string, Part[]> = {
  hours_before: [
    { name: 'hours', label: 'hours', type: 'number', min: 0, max: 8760 },
    { name: 'clock', label: 'fixedClock', type: 'time', mayBeEmpty: true },
  ],
  clock_time: [
    { name: 'days', label: 'days', ...DAYS },
    { name: 'clock', label: 'clock', type: 'time' },
  ],
  whole_days: [{ name: 'days', label: 'days', ...DAYS }],
  from_week: [WEEKS],
  until_week: [WEEKS],
  year_end: [
    { name: 'day', label: 'day', type: 'number', min: 1, max: 31 },
    { name: 'month', label: 'month', type: 'number', min: 1, max: 12 },
    { name: 'years_later', label: 'years_later', type: 'number', min: 0, max: 10 },
  ],
  staff: [
    { name: 'answer_within_days', label: 'answer_within_days', type: 'number', min: 0, max: 60, mayBeEmpty: true },
  ],
  collected: [{ name: 'days_before', label: 'days_before', ...DAYS }],
  monthly: [{ name: 'day_of_month', label: 'day_of_month', type: 'number', min: 1, max: 28 }],
};

const MONTH = { count: 1, unit: 'months' };
const DAY_BEFORE = { kind: 'hours_before', hours: 24, clock: null };
const YEAR_END = { kind: 'year_end', month: 12, day: 31, years_later: 0 };

const KINDS: Document[] = [
  DAY_BEFORE,
  { kind: 'clock_time', days: 1, clock: '18:00' },
  { kind: 'whole_days', days: 1 },
  { kind: 'at_once' },
  { kind: 'year_start' },
  { kind: 'before_given_day', span: MONTH },
  { kind: 'from_week', weeks: 0 },
  { kind: 'never' },
  YEAR_END,
  { kind: 'after_given_day', span: MONTH },
  { kind: 'after_earning', span: MONTH },
  { kind: 'until_week', weeks: 0 },
  { kind: 'instant' },
  { kind: 'staff', answer_within_days: null },
  { kind: 'collected', days_before: 7 },
  { kind: 'monthly', day_of_month: 20 },
];

/** A value of that kind to begin with. */
export const freshKind = (kind: string): Document => KINDS.find((it) => it.kind === kind) ?? { kind };

const WINDOW = { usable_from: { kind: 'at_once' }, usable_until: YEAR_END };

export const FRESH = {
  span: MONTH,
  lead: DAY_BEFORE,
  rule: { reasons: ['holiday', 'other', 'sick'], deadline: DAY_BEFORE, window: WINDOW, horizon: null },
  size: { up_to_hours: null, amount: '1' },
  cap: { kind: 'balance', amount: '10', partly: false },
  holidayCredit: { window: WINDOW, days_before: 0, weekday_before: null },
  exchanging: {
    deadline: DAY_BEFORE,
    window: WINDOW,
    horizon: null,
    max_per_year: null,
    counts_for_cap: false,
    re_exchange_allowed: true,
    same_size_only: false,
    public_holidays: false,
    closing_days: false,
  },
  notice: { span: MONTH, at_month_end: false },
};
