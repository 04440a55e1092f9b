/** Returns what writes "1 dag" or "3 dagen" in a language. */
export function countedIn(language: 'nl' | 'en') {
  const plural = new Intl.PluralRules(language);
  return (count: number, one: string, other: string) => `${count} ${plural.select(count) === 'one' ? one : other}`;
}
