import { createContext, type FormEvent, type ReactNode, useContext, useState } from 'react';
import { Refusal } from '../api/client';
import { useWords } from '../i18n';
import type { Base } from '../i18n/nl/base';
import { Button } from './Button';
import { ErrorSummary, type Problems } from './ErrorSummary';
import type { IconName } from './Icon';

/** What is wrong, for the fields of a form. */
export const Shown = createContext<Problems>({});
export const useProblem = (id: string): string | undefined => useContext(Shown)[id];

/** The sentence for anything that was thrown: the server's own, or that it cannot be reached. */
export function sentenceOf(error: unknown, t: Base): string {
  if (error instanceof Refusal && error.message) return error.message;
  return error instanceof Refusal && error.status === 0 ? t.unreachable : t.failed;
}

type Props = {
  send: (values: FormData) => Promise<unknown>;
  label: string;
  icon?: IconName;
  check?: (values: FormData) => Problems;
  /** Which field here holds what the server calls by another name, or what a refusal with this code is about. */
  names?: Record<string, string>;
  children?: ReactNode;
  after?: ReactNode;
};

/**
 * A form that is checked when it is sent, and keeps what was typed whatever happens. `send` throws the refusal, whose
 * sentence is shown above the fields; fields that the server names are marked.
 */
export function Form({ send, label, icon, check, names = {}, children, after }: Props) {
  const { t } = useWords();
  const [problems, setProblems] = useState<Problems>({});
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const values = new FormData(form);
    const found = { ...check?.(values), ...emptyOrOdd(form, t) };
    setProblems(found);
    if (busy || Object.keys(found).length) return;
    setBusy(true);
    try {
      await send(values);
    } catch (error) {
      setProblems(problemsOf(error, form, names, t));
    }
    setBusy(false);
  }

  return (
    <form className="stack" onSubmit={submit} noValidate>
      <ErrorSummary problems={problems} />
      <Shown.Provider value={problems}>{children}</Shown.Provider>
      <Button type="submit" busy={busy} icon={icon} block>
        {label}
      </Button>
      {after}
    </form>
  );
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export function emptyOrOdd(form: HTMLFormElement, t: Base): Problems {
  const found: Problems = {};
  for (const control of form.elements as unknown as Iterable<Control>) {
    const { validity } = control;
    if (!validity || validity.valid || !control.id) continue;
    const label = labelOf(control);
    if (validity.valueMissing) found[control.id] = t.form.missing(label);
    else if (control.type === 'email') found[control.id] = t.form.email(label);
    else found[control.id] = t.form.wrong(label);
  }
  return found;
}

const labelOf = (control: Element | null) =>
  control instanceof HTMLElement ? (control.dataset.label ?? control.getAttribute('name') ?? '') : '';

export function problemsOf(error: unknown, form: HTMLFormElement, names: Record<string, string>, t: Base): Problems {
  const fields = error instanceof Refusal ? error.fields : [];
  const marked = fields.flatMap(({ path }) => {
    const control = form.querySelector(`[id="${names[path] ?? path}"]`);
    return control ? [[control.id, t.form.wrong(labelOf(control))] as const] : [];
  });
  const place = (error instanceof Refusal && names[error.code]) || 'form';
  return marked.length ? Object.fromEntries(marked) : { [place]: sentenceOf(error, t) };
}
