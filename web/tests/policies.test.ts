import assert from 'node:assert/strict';
import { test } from 'node:test';
import { policyFieldWords } from '../src/i18n/policyFields.ts';
import { nameOf, valueAt, withValue } from '../src/lib/documents.ts';
import { stateOf } from '../src/lib/versions.ts';
import { FRESH, freshKind, PARTS } from '../src/screens/staff/policies/kinds.ts';
import { mistakesIn } from '../src/screens/staff/policies/mistakes.ts';

const RULES = {
  cancelling: { rules: [{ reasons: ['sick'] }, { reasons: [] }], closing_days: false },
  exchanging: null,
};

test('a value of a document is found and changed by its path, and the document before stays as it was', () => {
  const changed = withValue(RULES, 'cancelling.rules[1].reasons', ['holiday']);
  assert.deepEqual(valueAt(changed, 'cancelling.rules[1].reasons'), ['holiday']);
  assert.deepEqual(valueAt(changed, 'cancelling.rules[0]'), { reasons: ['sick'] });
  assert.deepEqual(valueAt(RULES, 'cancelling.rules[1].reasons'), []);
  assert.equal(valueAt(RULES, 'exchanging.window.usable_from'), undefined);
  assert.equal(nameOf('credits.sizes[10].amount'), 'credits.sizes.amount');
});

test('what is new begins with every part of its kind', () => {
  for (const [kind, parts] of Object.entries(PARTS)) {
    assert.deepEqual(Object.keys(freshKind(kind)).toSorted(), ['kind', ...parts.map((it) => it.name)].toSorted());
  }
  const labels = Object.keys(policyFieldWords.nl.fields);
  const ofExchanging = Object.keys(FRESH.exchanging).filter((it) => it !== 'window');
  assert.deepEqual(
    ofExchanging.filter((it) => !labels.includes(`exchanging.${it}`)),
    [],
  );
});

test('rules that cannot go together are told at the field, by its name in the form', () => {
  const found = [
    { path: 'credits.sizes[0].up_to_hours', mistake: 'last_size_is_open' },
    { path: 'cancelling.rules[1].window.usable_until', mistake: 'expires_too_early' },
  ];
  assert.deepEqual(mistakesIn({ problems: { found } }, policyFieldWords.en), {
    'credits.sizes[0].up_to_hours': 'What is a day worth: leave the limit of the last size empty.',
    'cancelling.rules[1].window.usable_until': 'Usable until: this expires before it can be used. Choose a later end.',
  });
  assert.equal(mistakesIn({ earliest: '2026-11-02' }, policyFieldWords.en), undefined);
});

test('of versions that begin on one day only the newest comes', () => {
  const [now, replaced, coming] = [
    { version: 1, effective_from: '2026-01-01' },
    { version: 2, effective_from: '2027-01-01' },
    { version: 3, effective_from: '2027-01-01' },
  ] as const;
  const states = [now, replaced, coming].map((it) => stateOf(it, [now, replaced, coming], now, '2026-11-02'));
  assert.deepEqual(states, ['now', 'replaced', 'coming']);
});
