import type { BookedDay } from '../../api/bookings';
import type { IconName } from '../../ui/Icon';
import type { Mood } from '../../ui/List';

type State = BookedDay['state'];

/** How the state of a day looks: as a badge, as a square in the month, and the picture in it. */
export const MOODS: Partial<Record<State, Mood>> = {
  contract: 'brand',
  granted: 'good',
  requested: 'warn',
  waiting: 'warn',
  declined: 'bad',
};
export const COLOURS: Partial<Record<State, string>> = {
  contract: 'booked',
  granted: 'extra',
  requested: 'asked',
  waiting: 'asked',
  closed: 'closed',
  cancelled: 'off',
};
export const ICONS: Record<State, IconName> = {
  contract: 'check',
  granted: 'plus',
  requested: 'clock',
  waiting: 'queue',
  closed: 'close',
  cancelled: 'absent',
  declined: 'info',
  withdrawn: 'info',
  lapsed: 'info',
};
