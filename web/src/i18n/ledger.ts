// What parents and the office read about credits.

const nl = {
  title: 'Tegoeden',
  left: 'Over',
  none: 'Geen tegoed',
  noneHow: 'Als je recht krijgt op uren voor later, zie je ze hier, met tot wanneer je ze kunt gebruiken.',
  first: (day: string) => `Het eerste deel verloopt op ${day}.`,
  until: (day: string) => `te gebruiken tot en met ${day}`,
  earned: (day: string) => `gekregen op ${day}`,
  forEver: 'verloopt niet',
  points: (points: string) => (/^[+-]?1$/.test(points) ? `${points} punt` : `${points} punten`),
  open: 'Wat er nog is',
  all: 'Bij- en afgeschreven',
  older: 'Eerdere regels',
  use: 'Een extra dag aanvragen',
  hours: (hours: string) => `${hours} uur`,
};

const en: typeof nl = {
  title: 'Credits',
  left: 'Left',
  none: 'No credit',
  noneHow: 'When you are given hours for later you see them here, with the day until which you can use them.',
  first: (day) => `The first part expires on ${day}.`,
  until: (day) => `to be used until ${day}`,
  earned: (day) => `given on ${day}`,
  forEver: 'does not expire',
  points: (points) => (/^[+-]?1$/.test(points) ? `${points} point` : `${points} points`),
  open: 'What is left',
  all: 'Added and taken',
  older: 'Earlier lines',
  use: 'Ask for an extra day',
  hours: (hours) => (/^[+-]?1$/.test(hours) ? `${hours} hour` : `${hours} hours`),
};

export const ledgerWords = { nl, en };
