// The words of one page come along with it, in both languages.

import { countedIn } from './counted.ts';

const nl = {
  title: 'Alles downloaden',
  intro:
    "We pakken alle foto's van je gezin in één zip-bestand, in de beste kwaliteit. Je krijgt een mail als het klaar is, je hoeft niet te wachten.",
  start: "Alle foto's inpakken",
  started: 'We zijn begonnen met inpakken',
  states: { running: 'wordt ingepakt', ready: 'klaar', expired: 'verlopen', failed: 'niet gelukt' },
  photos: (count: number) => countedIn('nl')(count, 'foto', "foto's"),
  until: (day: string) => `te downloaden tot ${day}`,
  save: 'Downloaden',
  again: 'Is het verlopen of niet gelukt, begin dan gewoon opnieuw.',
  earlier: 'Eerdere downloads',
  progress: 'Voortgang',
};

const en: typeof nl = {
  title: 'Download all',
  intro:
    'We pack all photos of your family into one zip file, in the best quality. You get a mail when it is ready, there is no need to wait.',
  start: 'Pack all photos',
  started: 'We have begun to pack',
  states: { running: 'being packed', ready: 'ready', expired: 'expired', failed: 'did not work' },
  photos: (count) => countedIn('en')(count, 'photo', 'photos'),
  until: (day) => `to be downloaded until ${day}`,
  save: 'Download',
  again: 'If it has expired or did not work, simply begin again.',
  earlier: 'Earlier downloads',
  progress: 'Progress',
};

export const downloadWords = { nl, en };
