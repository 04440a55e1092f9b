import assert from 'node:assert/strict';
import { test } from 'node:test';
import { absenceWords } from '../src/i18n/absences.ts';
import { closingWords } from '../src/i18n/closing.ts';
import { contractFormWords } from '../src/i18n/contractForms.ts';
import { contractWords } from '../src/i18n/contracts.ts';
import { correctionWords } from '../src/i18n/corrections.ts';
import { downloadWords } from '../src/i18n/downloads.ts';
import { asking as askingEn } from '../src/i18n/en/asking.ts';
import { base as baseEn } from '../src/i18n/en/base.ts';
import { notes as notesEn } from '../src/i18n/en/notes.ts';
import { parent as parentEn } from '../src/i18n/en/parent.ts';
import { staff as staffEn } from '../src/i18n/en/staff.ts';
import { endingWords } from '../src/i18n/ending.ts';
import { feedWords } from '../src/i18n/feed.ts';
import { invoiceWords } from '../src/i18n/invoices.ts';
import { ledgerWords } from '../src/i18n/ledger.ts';
import { asking as askingNl } from '../src/i18n/nl/asking.ts';
import { base as baseNl } from '../src/i18n/nl/base.ts';
import { notes as notesNl } from '../src/i18n/nl/notes.ts';
import { parent as parentNl } from '../src/i18n/nl/parent.ts';
import { staff as staffNl } from '../src/i18n/nl/staff.ts';
import { policyWords } from '../src/i18n/policies.ts';
import { policyFieldWords } from '../src/i18n/policyFields.ts';
import { secondFactorWords, warningOf } from '../src/i18n/secondFactor.ts';

type Words = { [key: string]: unknown };

function keysOf(words: Words, before = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' && value
      ? keysOf(value as Words, `${before}${key}.`)
      : [`${before}${key} ${typeof value}`],
  );
}

for (const [name, dutch, english] of [
  ['base', baseNl, baseEn],
  ['parent', parentNl, parentEn],
  ['staff', staffNl, staffEn],
  ['asking', askingNl, askingEn],
  ['notes', notesNl, notesEn],
  ['second factor', secondFactorWords.nl, secondFactorWords.en],
  ['contract forms', contractFormWords.nl, contractFormWords.en],
  ['contracts', contractWords.nl, contractWords.en],
  ['corrections', correctionWords.nl, correctionWords.en],
  ['downloads', downloadWords.nl, downloadWords.en],
  ['ending', endingWords.nl, endingWords.en],
  ['feed', feedWords.nl, feedWords.en],
  ['invoices', invoiceWords.nl, invoiceWords.en],
  ['ledger', ledgerWords.nl, ledgerWords.en],
  ['policy fields', policyFieldWords.nl, policyFieldWords.en],
  ['policies', policyWords.nl, policyWords.en],
  ['absences', absenceWords.nl, absenceWords.en],
  ['closing', closingWords.nl, closingWords.en],
] as const) {
  test(`${name}: both languages say the same things, and nothing is left blank`, () => {
    assert.deepEqual(keysOf(dutch).toSorted(), keysOf(english).toSorted());
    const blank = Object.entries({ ...dutch, ...english }).filter(([, value]) => value === '');
    assert.deepEqual(blank, []);
  });
}

test('who has few recovery codes left is warned, and who has none is told so', () => {
  for (const words of Object.values(secondFactorWords)) {
    assert.deepEqual(
      [10, 3, 2, 1, 0].map((left) => warningOf(left, words)),
      [undefined, undefined, words.few(2), words.few(1), words.none],
    );
    assert.match(words.few(1), /\b1 (herstelcode|recovery code)\b/);
  }
});
