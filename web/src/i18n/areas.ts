import { wordsOf } from './index';
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
