// Money is whole cents, from the API to the screen.

/** € 1.248,23 in Dutch, €1,248.23 in English. */
export const euros = (cents: number, language: string) =>
  new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'nl-NL', { style: 'currency', currency: 'EUR' }).format(
    cents / 100,
  );

/** What somebody typed as euros, in cents; undefined if it is no amount. Both 8,90 and 8.90 are fine. */
export function centsIn(text: string): number | undefined {
  const [, whole, part = ''] = /^€?\s*(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(text.trim()) ?? [];
  return whole === undefined ? undefined : Number(whole) * 100 + Number(part.padEnd(2, '0'));
}
