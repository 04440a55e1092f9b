// What parents read before a contract ends.

const nl = {
  endsOn: (day: string) => `De laatste dag is ${day}`,
  earliest: (day: string) => `Opzeggen kan nu per ${day}, of later.`,
  lastDay: 'Laatste dag',
  press: (day: string) => `Zeg op per ${day}`,
  ended: (day: string) => `Opgezegd: ${day} is de laatste dag. Jullie krijgen een mail.`,
  keep: 'Toch niet opzeggen',
};

const en: typeof nl = {
  endsOn: (day) => `The last day is ${day}`,
  earliest: (day) => `It can end on ${day} now, or later.`,
  lastDay: 'Last day',
  press: (day) => `End it on ${day}`,
  ended: (day) => `It ends: ${day} is the last day. You both get a mail.`,
  keep: 'Keep the contract',
};

export const endingWords = { nl, en };
