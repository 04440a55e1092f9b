/**
 * The keys of a button that asks for something which may happen once only. The same press that is tried again has the
 * same key, so that an answer which got lost on its way is given again; after an answer, or for anything else, it is
 * a new one.
 */
export function presses(fresh: () => string = () => crypto.randomUUID()) {
  let last: { what: string; key: string } | undefined;
  return {
    keyOf(what: unknown): string {
      const text = JSON.stringify(what);
      if (last?.what !== text) last = { what: text, key: fresh() };
      return last.key;
    },
    answered() {
      last = undefined;
    },
  };
}
