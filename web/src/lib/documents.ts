// A document with a path to each of its values, such as "cancelling.rules[0].deadline".

export type Document = Record<string, unknown>;

const stepsOf = (path: string) => path.split(/[.[\]]+/).filter(Boolean);

/** What stands there; undefined if the path leads nowhere. */
export const valueAt = (of: unknown, path: string): unknown =>
  stepsOf(path).reduce<unknown>(
    (inside, step) => (typeof inside === 'object' && inside ? (inside as Document)[step] : undefined),
    of,
  );

/** The same document with another value there. */
export function withValue(of: Document, path: string, value: unknown): Document {
  return changed(of, stepsOf(path), value) as Document;
}

function changed(of: unknown, [step, ...rest]: string[], value: unknown): unknown {
  if (step === undefined) return value;
  const next = changed((of as Document | undefined)?.[step], rest, value);
  if (Array.isArray(of)) return of.map((it, at) => (String(at) === step ? next : it));
  return { ...(of as Document), [step]: next };
}

/** Every entry of a list with its place, without the numbers: "cancelling.rules.deadline". */
export const nameOf = (path: string) => path.replace(/\[\d+\]/g, '');
