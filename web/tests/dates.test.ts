import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addDays,
  addMonths,
  ageOf,
  dayOf,
  daysOf,
  fullDay,
  isDay,
  isMonth,
  longDay,
  moment,
  weekdayOf,
  weeksOf,
} from '../src/lib/dates.ts';

test('weeks begin on Monday and hold each day of the month once', () => {
  for (const [month, days] of [
    ['2026-11', 30],
    ['2027-02', 28],
    ['2028-02', 29],
  ] as const) {
    const weeks = weeksOf(month);
    assert.equal(daysOf(month).length, days);
    assert.ok(weeks.every((week) => week.length === 7));
    for (const [at, day] of weeks.flatMap((week) => [...week.entries()])) if (day) assert.equal(weekdayOf(day), at);
  }
});

test('days go on over years, leap days and both changes of the clock', () => {
  const nextDays = {
    '2026-12-31': '2027-01-01',
    '2028-02-28': '2028-02-29',
    '2028-02-29': '2028-03-01',
    '2026-10-24': '2026-10-25',
    '2026-10-25': '2026-10-26',
    '2027-03-27': '2027-03-28',
    '2027-03-28': '2027-03-29',
  };
  for (const [day, next] of Object.entries(nextDays)) {
    assert.equal(addDays(day, 1), next);
    assert.equal(addDays(next, -1), day);
  }
});

test('months go on over years', () => {
  assert.equal(addMonths('2026-12', 1), '2027-01');
  assert.equal(addMonths('2027-01', -1), '2026-12');
  assert.equal(addMonths('2026-11', 14), '2028-01');
});

test('an instant is on the day it is in the Netherlands, whatever the device thinks', () => {
  assert.equal(dayOf('2026-11-02T22:59:59Z'), '2026-11-02');
  assert.equal(dayOf('2026-11-02T23:00:00Z'), '2026-11-03');
  assert.equal(dayOf('2026-07-31T21:59:59Z'), '2026-07-31');
  assert.equal(dayOf('2026-07-31T22:00:00Z'), '2026-08-01');
});

test('an address can hold anything, and only real days and months are taken from it', () => {
  for (const text of ['2028-02-29', '2026-12-31']) assert.ok(isDay(text), text);
  for (const text of ['2027-02-29', '2026-13-01', '2026-1-1', 'today', '', null]) assert.ok(!isDay(text), String(text));
  assert.ok(isMonth('2026-11'));
  for (const text of ['2026-13', '2026-00', '2026-11-02', '', null]) assert.ok(!isMonth(text), String(text));
});

test('days are written as people write them', () => {
  assert.equal(fullDay('2026-11-02', 'nl'), 'maandag 2 november 2026');
  assert.equal(longDay('2026-11-02', 'nl'), 'maandag 2 november');
  assert.match(fullDay('2026-11-02', 'en'), /^Monday,? 2 November 2026$/);
  assert.match(moment('2026-11-02T08:05:00Z', 'nl'), /2 nov\.? 2026,? 09:05/);
});

test('small children have months and larger ones years', () => {
  assert.deepEqual(ageOf('2026-10-03', '2026-11-02'), { months: 0 });
  assert.deepEqual(ageOf('2026-10-02', '2026-11-02'), { months: 1 });
  assert.deepEqual(ageOf('2024-11-03', '2026-11-02'), { months: 23 });
  assert.deepEqual(ageOf('2024-11-02', '2026-11-02'), { years: 2 });
  assert.deepEqual(ageOf('2024-02-29', '2028-02-28'), { years: 3 });
  assert.deepEqual(ageOf('2024-02-29', '2028-02-29'), { years: 4 });
});
