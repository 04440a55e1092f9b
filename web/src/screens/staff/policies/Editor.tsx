import { type FormEvent, useState } from 'react';
import { Refusal } from '../../../api/client';
import { useWords } from '../../../i18n';
import { useWordsOf } from '../../../i18n/areas';
import { policyWords } from '../../../i18n/policies';
import { today } from '../../../lib/dates.ts';
import { withValue } from '../../../lib/documents.ts';
import { Button } from '../../../ui/Button';
import { ErrorSummary, type Problems } from '../../../ui/ErrorSummary';
import { Field } from '../../../ui/Field';
import { emptyOrOdd, problemsOf, Shown } from '../../../ui/Form';
import { Card } from '../../../ui/List';
import type { Draft } from './draft';
import { Edited } from './editing';
import { useFieldWords } from './fields';
import { mistakesIn } from './mistakes';
import { Sections } from './Sections';

// What the server calls otherwise than the fields here.
const NAMES = { effective_from: 'effective-from', PolicyInThePast: 'effective-from' };

type Props = { draft: Draft; onChange: (draft: Draft) => void; look: () => Promise<unknown> };

/** The rules as a form. It is sent to be looked at: nothing is saved by that. */
export function Editor({ draft, onChange, look }: Props) {
  const t = useWordsOf(policyWords);
  const fields = useFieldWords();
  const { t: base } = useWords();
  const [problems, setProblems] = useState<Problems>({});
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const found = emptyOrOdd(form, base);
    setProblems(found);
    if (busy || Object.keys(found).length) return;
    setBusy(true);
    try {
      await look();
    } catch (error) {
      const told = error instanceof Refusal ? error.data : {};
      setProblems(mistakesIn(told, fields) ?? problemsOf(error, form, NAMES, base));
    }
    setBusy(false);
  }

  const set = (path: string, value: unknown) => onChange({ ...draft, rules: withValue(draft.rules, path, value) });
  return (
    <Edited.Provider value={{ rules: draft.rules, set }}>
      <form className="stack policy" onSubmit={submit} noValidate>
        <ErrorSummary problems={problems} />
        <Shown.Provider value={problems}>
          <Card>
            <Field
              id="effective-from"
              type="date"
              label={t.effective}
              hint={t.effectiveHint}
              min={today()}
              value={draft.effectiveFrom}
              onChange={(event) => onChange({ ...draft, effectiveFrom: event.currentTarget.value })}
            />
          </Card>
          <Sections />
        </Shown.Provider>
        <Button type="submit" busy={busy} block>
          {t.look}
        </Button>
        <p className="muted small">{t.kept}</p>
      </form>
    </Edited.Provider>
  );
}
