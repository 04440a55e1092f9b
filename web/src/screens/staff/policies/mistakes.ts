import type { policyFieldWords } from '../../../i18n/policyFields';
import { nameOf } from '../../../lib/documents.ts';
import type { Problems } from '../../../ui/ErrorSummary';

type Words = (typeof policyFieldWords)['nl'];
type Found = { found?: { path: string; mistake: string }[] };

/** What the server says of rules that cannot go together, at the fields that it is about. */
export function mistakesIn(told: Record<string, unknown>, t: Words): Problems | undefined {
  const { found = [] } = (told.problems ?? {}) as Found;
  const labels = t.fields as Record<string, string>;
  const sentences = found.flatMap(({ path, mistake }) => {
    const sentence = t.mistakes[mistake];
    return sentence ? [[path, `${labelOf(path, labels)}${sentence}`] as const] : [];
  });
  return sentences.length === found.length && found.length ? Object.fromEntries(sentences) : undefined;
}

/** The label of the nearest thing that has one: a single size stands among the sizes. */
function labelOf(path: string, labels: Record<string, string>): string {
  const steps = nameOf(path).split('.');
  const names = steps.map((_, at) => steps.slice(0, steps.length - at).join('.'));
  const label = names.map((it) => labels[it]).find(Boolean);
  return label ? `${label.replace(/\?$/, '')}: ` : '';
}
