import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextStep } from '../src/lib/imports.ts';

const problem = (code: string) => ({ code, message: '' });

for (const [state, code, step] of [
  ['uploading', undefined, undefined],
  ['checking', undefined, undefined],
  ['checked', undefined, 'run'],
  ['running', undefined, undefined],
  ['done', undefined, undefined],
  ['failed', 'CheckBrokeOff', 'checkAgain'],
  ['failed', 'ImportBrokeOff', 'goOn'],
  ['failed', 'FileMissing', undefined],
] as const) {
  test(`an import that is ${state}${code ? ` (${code})` : ''} offers ${step ?? 'nothing'}`, () => {
    assert.equal(nextStep({ state, problem: code ? problem(code) : null }), step);
  });
}
