// The rows of a contract follow each other: a change begins a new row, with the same number.

type Row = { number: string; state: string; start: string };

export type Agreed<Kept extends Row> = {
  number: string;
  /** What holds today, or else what comes first, or else what was last. */
  shown: Kept;
  /** What follows it, then what was before it, the newest first. */
  later: Kept[];
  before: Kept[];
};

const isOpen = ({ state }: Row) => state === 'running' || state === 'coming';
/** Those that hold come before those that come, and both before what is over. */
const RANKS = ['running', 'coming', 'over', 'called_off'];

/** The rows as contracts, each with one row that is looked at first. */
export function contractsIn<Kept extends Row>(rows: Kept[]): Agreed<Kept>[] {
  const byNumber = new Map<string, Kept[]>();
  for (const row of rows) byNumber.set(row.number, [...(byNumber.get(row.number) ?? []), row]);
  return [...byNumber]
    .flatMap(([number, own]) => {
      const shown =
        own.find((it) => it.state === 'running') ??
        own.find((it) => it.state === 'coming') ??
        own.findLast((it) => it.state === 'over') ??
        own.at(-1);
      if (!shown) return [];
      const others = own.filter((it) => it !== shown);
      const later = others.filter((it) => it.state === 'coming');
      return [{ number, shown, later, before: others.filter((it) => !later.includes(it)).reverse() }];
    })
    .toSorted((one, other) => RANKS.indexOf(one.shown.state) - RANKS.indexOf(other.shown.state));
}

/** Whether something about it can still change: its last row is not over. */
export const canChange = <Kept extends Row>({ shown, later }: Agreed<Kept>) => isOpen(shown) || later.length > 0;
