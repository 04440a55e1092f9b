// "Fam. Bos" is not an F.
const FAMILY = /^(fam\.|familie|family|gezin)\s+/i;

/** One or two letters that stand for a name, in any script: "Sanne de Vries" is SV. */
export function initialsOf(given: string): string {
  const name = given.replace(FAMILY, '');
  const words = name.split(/[\s-]+/).filter((word) => /\p{Lu}|\p{Lo}|\p{So}/u.test(word));
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : [words[0] ?? name];
  return chosen.map((word) => firstLetter(word ?? '')).join('');
}

const letters = new Intl.Segmenter();

function firstLetter(word: string): string {
  const all = [...letters.segment(word)].map((it) => it.segment);
  const first = all.find((it) => /^[\p{L}\p{N}\p{So}]/u.test(it)) ?? all[0];
  return first?.toLocaleUpperCase() ?? '';
}

/** A number from 0 to 5 that stays the same for the same text: which of the soft colours somebody gets. */
export const toneOf = (text: string) =>
  [...text].reduce((sum, it) => (sum * 31 + (it.codePointAt(0) ?? 0)) % 997, 7) % 6;
