import type { BookedDay } from '../../api/bookings';
import type { Mood } from '../../ui/List';

type State = BookedDay['state'];

/** How the state of a day looks as a badge, and as a square in the month. */
export const MOODS: Partial<Record<State, Mood>> = {
  contract: 'brand',
  granted: 'good',
  requested: 'warn',
  declined: 'bad',
};
export const COLOURS: Partial<Record<State, string>> = {
  contract: 'booked',
  granted: 'extra',
  requested: 'asked',
  closed: 'closed',
};
