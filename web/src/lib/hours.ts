/** Hours come as a decimal text, "10.50": as people write it, 10,5 in Dutch. */
export const hoursOf = (hours: string, language: string) => written(hours, language);

/** The same with its sign: what was added, or taken. */
export const signedOf = (hours: string, language: string) => written(hours, language, 'exceptZero');

const written = (hours: string, language: string, signDisplay?: 'exceptZero') =>
  new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'nl-NL', { maximumFractionDigits: 2, signDisplay }).format(
    Number(hours),
  );

/** "07:30:00" as people write it, 7:30. */
export const clockOf = (time: string) => time.slice(0, 5).replace(/^0/, '');

/** An amount that somebody typed, as the server takes it; undefined if it is none, or nothing. 5,5 and 5.5 are fine. */
export function amountIn(text: string): string | undefined {
  const amount = text.trim().replace(',', '.');
  return /^\d{1,4}(\.\d{1,2})?$/.test(amount) && Number(amount) > 0 ? amount : undefined;
}

/** What is there after so much is given, or taken; in hundredths, so that no digit is lost. */
export const changedBy = (left: string, change: string): string =>
  ((Math.round(Number(left) * 100) + Math.round(Number(change) * 100)) / 100).toFixed(2);
