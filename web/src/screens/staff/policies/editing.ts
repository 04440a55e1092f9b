import { createContext, useContext } from 'react';
import { type Document, valueAt } from '../../../lib/documents.ts';
import { Shown } from '../../../ui/Form';

type Editing = { rules: Document; set: (path: string, value: unknown) => void };

export const Edited = createContext<Editing>({ rules: {}, set: () => {} });

/** What stands at a path of the rules that are being written, and what puts something else there. */
export function useEdited<Value>(path: string): [Value, (value: Value) => void] {
  const { rules, set } = useContext(Edited);
  return [valueAt(rules, path) as Value, (value) => set(path, value)];
}

/** What is wrong at a path, or inside what stands there; `isWhole` leaves what is inside to say that itself. */
export function useMistake(path: string, isWhole = false): string | undefined {
  const problems = Object.entries(useContext(Shown));
  return problems.find(([id]) => id === path || (!isWhole && id.startsWith(`${path}.`)))?.[1];
}
