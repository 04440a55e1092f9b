import type { Day } from './dates.ts';

type Version = { version: number; effective_from: Day };
export type State = 'now' | 'coming' | 'replaced';

/** What a version is today: of those that begin on one day only the newest counts. */
export function stateOf(one: Version, all: Version[], inForce: Version, today: Day): State {
  if (one.version === inForce.version) return 'now';
  const isReplaced = all.some((it) => it.effective_from === one.effective_from && it.version > one.version);
  return one.effective_from > today && !isReplaced ? 'coming' : 'replaced';
}
