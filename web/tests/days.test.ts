import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canChange, contractsIn } from '../src/lib/contracts.ts';
import { daysBetween, leading } from '../src/lib/days.ts';
import { amountIn, changedBy, clockOf } from '../src/lib/hours.ts';
import { presses } from '../src/lib/presses.ts';

function counting() {
  let made = 0;
  return () => {
    made += 1;
    return `key ${made}`;
  };
}

test('a press that is tried again has the same key', () => {
  const { keyOf } = presses(counting());
  assert.equal(keyOf({ day: '2026-11-09' }), 'key 1');
  assert.equal(keyOf({ day: '2026-11-09' }), 'key 1');
});

test('another day, or the same one after an answer, is another press', () => {
  const { keyOf, answered } = presses(counting());
  assert.equal(keyOf({ day: '2026-11-09' }), 'key 1');
  assert.equal(keyOf({ day: '2026-11-10' }), 'key 2');
  answered();
  assert.equal(keyOf({ day: '2026-11-10' }), 'key 3');
});

test('of several things on a day, that the child comes says most', () => {
  const states = (...list: string[]) => leading(list.map((state) => ({ state })))?.state;
  assert.equal(states('cancelled', 'granted'), 'granted');
  assert.equal(states('declined', 'contract'), 'contract');
  assert.equal(states('cancelled', 'waiting'), 'waiting');
  assert.equal(states(), undefined);
});

test('a range has its first and its last day, over the end of a month and a change of the clock', () => {
  assert.deepEqual(daysBetween('2028-02-28', '2028-03-01'), ['2028-02-28', '2028-02-29', '2028-03-01']);
  assert.deepEqual(daysBetween('2026-10-24', '2026-10-26'), ['2026-10-24', '2026-10-25', '2026-10-26']);
  assert.deepEqual(daysBetween('2026-11-02', '2026-11-02'), ['2026-11-02']);
});

test('a range the wrong way round has no days, and a very long one stops', () => {
  assert.deepEqual(daysBetween('2026-11-03', '2026-11-02'), []);
  assert.equal(daysBetween('2026-01-01', '9999-12-31').length, 63);
});

test('a time is written without seconds', () => {
  assert.equal(clockOf('07:30:00'), '7:30');
  assert.equal(clockOf('18:00:00'), '18:00');
});

test('an amount is read as people type it, in both languages', () => {
  assert.deepEqual(['5,5', ' 10.25 ', '3'].map(amountIn), ['5.5', '10.25', '3']);
  assert.deepEqual(['0', '-2', '1,234', 'veel', ''].map(amountIn), Array(5).fill(undefined));
});

test('what is left after a correction loses no digit', () => {
  assert.equal(changedBy('0.10', '0.20'), '0.30');
  assert.equal(changedBy('11', '-11.5'), '-0.50');
});

test('of a contract the row that holds comes first, then what follows it, then what was', () => {
  const row = (number: string, start: string, state: string) => ({ number, start, state });
  const [running, over] = contractsIn([
    row('A', '2024-01-01', 'over'),
    row('B', '2025-01-01', 'over'),
    row('B', '2026-01-01', 'running'),
    row('B', '2027-01-01', 'coming'),
    row('B', '2027-02-01', 'called_off'),
  ]);
  assert.ok(running && over);
  assert.deepEqual([running.number, running.shown.start], ['B', '2026-01-01']);
  assert.deepEqual(
    [running.later, running.before].map((rows) => rows.map((it) => it.start)),
    [['2027-01-01'], ['2027-02-01', '2025-01-01']],
  );
  assert.deepEqual([canChange(running), canChange(over)], [true, false]);
});
