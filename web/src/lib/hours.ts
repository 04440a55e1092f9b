/** Hours come as a decimal text, "10.50": as people write it, 10,5 in Dutch. */
export const hoursOf = (hours: string, language: string) =>
  new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'nl-NL', { maximumFractionDigits: 2 }).format(Number(hours));
