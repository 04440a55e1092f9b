import './notes.css';
import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { useStaffWords } from '../../i18n/areas';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';

type Sleep = Schemas['SleepEntry'];
type Meal = Schemas['MealEntry'];

const short = (time: string | null | undefined) => time?.slice(0, 5) ?? '';
const whole = (time: string) => (time ? `${time}:00` : null);

/** Each line that has what it needs; a line that was left empty is left out. */
export const sleepsIn = (values: FormData): Sleep[] =>
  lines(values, 'start', 'until').flatMap(([start = '', until = '']) => {
    const from = whole(start);
    return from ? [{ start: from, until: whole(until) }] : [];
  });

export const mealsIn = (values: FormData): Meal[] =>
  lines(values, 'what', 'at').flatMap(([text = '', at = '']) => (text ? [{ text, at: whole(at) }] : []));

function lines(values: FormData, ...names: string[]): string[][] {
  const columns = names.map((name) => values.getAll(name).map((it) => String(it).trim()));
  return (columns[0] ?? []).map((_, row) => columns.map((column) => column[row] ?? ''));
}

export function SleepFields({ sleeps }: { sleeps: Sleep[] }) {
  const t = useStaffWords();
  const [count, setCount] = useState(Math.max(sleeps.length, 1));
  return (
    <fieldset className="stack tight">
      <legend>{t.reports.sleep}</legend>
      {Array.from({ length: count }, (_, at) => (
        <div key={at} className="note-line">
          <Field
            id={`start-${at}`}
            name="start"
            type="time"
            label={t.reports.from}
            defaultValue={short(sleeps[at]?.start)}
            required={false}
            unmarked
          />
          <Field
            id={`until-${at}`}
            name="until"
            type="time"
            label={t.reports.until}
            defaultValue={short(sleeps[at]?.until)}
            required={false}
            unmarked
          />
        </div>
      ))}
      <Button look="quiet" icon="plus" onClick={() => setCount(count + 1)}>
        {t.reports.add}
      </Button>
    </fieldset>
  );
}

export function MealFields({ meals }: { meals: Meal[] }) {
  const t = useStaffWords();
  const [count, setCount] = useState(Math.max(meals.length, 1));
  return (
    <fieldset className="stack tight">
      <legend>{t.reports.meal}</legend>
      {Array.from({ length: count }, (_, at) => (
        <div key={at} className="note-line">
          <Field
            id={`what-${at}`}
            name="what"
            label={t.reports.mealWhat}
            defaultValue={meals[at]?.text ?? ''}
            maxLength={200}
            required={false}
            unmarked
            dir="auto"
          />
          <Field
            id={`at-${at}`}
            name="at"
            type="time"
            label={t.reports.at}
            defaultValue={short(meals[at]?.at)}
            required={false}
            unmarked
          />
        </div>
      ))}
      <Button look="quiet" icon="plus" onClick={() => setCount(count + 1)}>
        {t.reports.add}
      </Button>
    </fieldset>
  );
}
