import { useWords, wordsOf } from './index';
import type { Language } from './language';
import type { Parent } from './nl/parent';
import type { Staff } from './nl/staff';

export const parentWords = wordsOf<Parent>({
  nl: async () => (await import('./nl/parent')).parent,
  en: async () => (await import('./en/parent')).parent,
});
export const useParentWords = parentWords.useAreaWords;

export const staffWords = wordsOf<Staff>({
  nl: async () => (await import('./nl/staff')).staff,
  en: async () => (await import('./en/staff')).staff,
});
export const useStaffWords = staffWords.useAreaWords;

/** The words of one page, which come along with it in both languages. */
export const useWordsOf = <Words>(words: Record<Language, Words>): Words => words[useWords().language];
