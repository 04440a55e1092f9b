export type Language = 'nl' | 'en';
export const LANGUAGES: Language[] = ['nl', 'en'];

/** What was chosen on this device before; Dutch, unless the browser only speaks something else. */
export function startLanguage(): Language {
  const stored = localStorage.getItem('language');
  if (stored === 'nl' || stored === 'en') return stored;
  return navigator.language.startsWith('nl')
    ? 'nl'
    : navigator.languages.some((it) => it.startsWith('nl'))
      ? 'nl'
      : 'en';
}
