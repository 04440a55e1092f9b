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
