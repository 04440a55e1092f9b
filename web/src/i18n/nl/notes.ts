// The words of a day, for who writes the report and for who reads it.
export const notes = {
  sleep: 'Geslapen',
  still: 'slaapt nog',
  bottle: 'Fles',
  meal: 'Gegeten',
  nappy: 'Luier',
  nappies: { dry: 'droog', wet: 'nat', dirty: 'vies', toilet: 'op het potje' },
  temperature: 'Temperatuur',
  medicine: 'Medicijn',
  mood: 'Stemming',
  moods: { cheerful: 'vrolijk', calm: 'rustig', tired: 'moe', sad: 'verdrietig', unwell: 'niet lekker' },
};
