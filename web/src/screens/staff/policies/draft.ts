import { useEffect, useState } from 'react';
import type { CareType } from '../../../api/policies';
import type { Day } from '../../../lib/dates.ts';
import type { Document } from '../../../lib/documents.ts';

export type Draft = { rules: Document; effectiveFrom: Day };

const keyOf = (care: CareType) => `policy-draft-${care}`;

function kept(care: CareType): Draft | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(care)) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/** What somebody writes stays in this tab, so that a wrong click or a reload costs nothing. */
export function useDraft(care: CareType) {
  const [draft, setDraft] = useState(() => kept(care));
  useEffect(() => {
    if (draft) sessionStorage.setItem(keyOf(care), JSON.stringify(draft));
    else sessionStorage.removeItem(keyOf(care));
  }, [care, draft]);
  return [draft, setDraft] as const;
}
