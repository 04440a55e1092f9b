import { addDays, type Day } from './dates.ts';

/** Of several things on one day, the one that says most about it: whether the child comes, then what is asked. */
const RANKS = ['contract', 'granted', 'requested', 'waiting', 'closed', 'cancelled', 'declined', 'lapsed', 'withdrawn'];

export function leading<Booked extends { state: string }>(list: Booked[]): Booked | undefined {
  return list.toSorted((one, other) => RANKS.indexOf(one.state) - RANKS.indexOf(other.state))[0];
}

/** From the first day up to and including the last; nothing if they are the wrong way round. */
export function daysBetween(first: Day, last: Day, most = 62): Day[] {
  const days: Day[] = [];
  for (let day = first; day <= last && days.length <= most; day = addDays(day, 1)) days.push(day);
  return days;
}
