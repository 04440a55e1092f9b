// What parents read where days are cancelled.

import { countedIn } from './counted.ts';

const dagen = countedIn('nl');
const counted = countedIn('en');

const nl = {
  title: 'Afmelden',
  intro: 'Meld je kind af voor een of meer dagen. Je ziet eerst wat je ervoor terugkrijgt.',
  family: 'Gezin',
  who: 'Wie komt er niet?',
  nobody: 'Wie komt er niet? Kies ten minste één kind',
  first: 'Eerste dag',
  last: 'Laatste dag',
  order: 'Laatste dag: kies een dag op of na de eerste',
  long: 'Laatste dag: kies hoogstens twee maanden tegelijk',
  reason: 'Waarom?',
  look: 'Bekijk wat je terugkrijgt',
  gives: 'Dit krijg je terug',
  gave: 'Dit heb je teruggekregen',
  days: (count: number) => dagen(count, 'dag', 'dagen'),
  none: 'In deze periode zijn er geen dagen om af te melden',
  skipped: (count: number) => `Op ${dagen(count, 'dag', 'dagen')} komt er niemand: daar verandert niets.`,
  refused: 'Op deze dagen verandert niets:',
  press: (count: number) => (count === 1 ? 'Meld deze dag af' : `Meld deze ${count} dagen af`),
  done: (count: number) => `${dagen(count, 'dag', 'dagen')} afgemeld`,
  comesAgain: (day: string) => `${day} komt terug`,
  comesBack: 'Terug',
  more: 'Meer dagen of kinderen afmelden',
  change: 'Iets anders kiezen',
  again: 'Nog iets afmelden',
};

const en: typeof nl = {
  title: 'Cancel days',
  intro: 'Say on which days your child does not come. You see first what you get back for it.',
  family: 'Family',
  who: 'Who does not come?',
  nobody: 'Who does not come? Choose at least one child',
  first: 'First day',
  last: 'Last day',
  order: 'Last day: choose a day on or after the first',
  long: 'Last day: choose at most two months at once',
  reason: 'Why?',
  look: 'See what you get back',
  gives: 'What you get back',
  gave: 'What you got back',
  days: (count) => counted(count, 'day', 'days'),
  none: 'There are no days to cancel in this period',
  skipped: (count) => `On ${counted(count, 'day', 'days')} nobody comes: nothing changes there.`,
  refused: 'Nothing changes on these days:',
  press: (count) => (count === 1 ? 'Cancel this day' : `Cancel these ${count} days`),
  done: (count) => `${counted(count, 'day', 'days')} cancelled`,
  comesAgain: (day) => `${day} comes back`,
  comesBack: 'Back',
  more: 'Cancel more days or children',
  change: 'Choose something else',
  again: 'Cancel something else',
};

export const absenceWords = { nl, en };
