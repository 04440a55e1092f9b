const HALF_A_DAY = 43_200_000; // milliseconds

let ahead = 0;

/** A portal that runs at another time than this device (a demonstration does) says so with every answer. */
export function setClock(serverDate: string | null) {
  const told = serverDate ? Date.parse(serverDate) : Number.NaN;
  // A device whose own clock is a little wrong is not worth a jump.
  ahead = Number.isNaN(told) || Math.abs(told - Date.now()) < HALF_A_DAY ? 0 : told - Date.now();
}

/** Milliseconds since 1970, at the portal. */
export const nowThere = () => Date.now() + ahead;
