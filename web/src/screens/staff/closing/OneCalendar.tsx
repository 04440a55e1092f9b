import { useState } from 'react';
import { http, ok, type Schemas } from '../../../api/client';
import { staffKeys } from '../../../api/staff';
import { useStaffWords, useWordsOf } from '../../../i18n/areas';
import { closingWords } from '../../../i18n/closing';
import { Button, IconButton } from '../../../ui/Button';
import type { Problems } from '../../../ui/ErrorSummary';
import { Field } from '../../../ui/Field';
import { Form } from '../../../ui/Form';
import { Sheet } from '../../../ui/Sheet';
import { useAction } from '../../../ui/useAction';

type Calendar = Schemas['OpeningCalendarView'];
/** The number stays with a period while others come and go. */
type Row = Calendar['closed'][number] & { id: number };

type Props = { of: Calendar; taken: string[]; onClose: () => void };

/** The periods without care of a calendar; a new one has no name yet. */
export function OneCalendar({ of: calendar, taken, onClose }: Props) {
  const t = useWordsOf(closingWords);
  const staff = useStaffWords();
  const [rows, setRows] = useState<Row[]>(() => calendar.closed.map((it, id) => ({ ...it, id })));
  const text = (values: FormData, name: string) => String(values.get(name) ?? '').trim();
  const read = (values: FormData) =>
    rows.map(({ id }) => ({ first: text(values, `first-${id}`), last: text(values, `last-${id}`) }));
  const save = useAction(
    (values: FormData) => {
      const closed = read(values).toSorted((one, other) => one.first.localeCompare(other.first));
      const name = calendar.name || text(values, 'name');
      return ok(http.PUT('/staff/opening-calendars/{name}', { params: { path: { name } }, body: { closed } }));
    },
    { done: t.saved, refresh: [staffKeys.calendars, staffKeys.groups], after: onClose },
  );
  const check = (values: FormData): Problems => ({
    ...(!calendar.name && taken.includes(text(values, 'name')) && { name: t.taken }),
    ...Object.fromEntries(
      read(values).flatMap(({ first, last }, at) =>
        first && last && last < first ? [[`last-${rows[at]?.id}`, t.order(at + 1)]] : [],
      ),
    ),
  });
  const add = () => setRows([...rows, { first: '', last: '', id: Math.max(-1, ...rows.map((it) => it.id)) + 1 }]);
  return (
    <Sheet title={calendar.name ? t.edit(calendar.name) : t.add} onClose={onClose}>
      <Form send={save.send} check={check} label={staff.save}>
        {!calendar.name && (
          <Field
            id="name"
            label={t.name}
            hint={t.nameHint}
            pattern="[A-Za-z0-9_.\-]{1,64}"
            autoComplete="off"
            autoCapitalize="none"
          />
        )}
        {rows.map((it, at) => (
          <fieldset key={it.id} className="stack tight">
            <legend className="row between">
              {t.period(at + 1)}
              <IconButton
                icon="bin"
                label={t.removePeriod(at + 1)}
                onClick={() => setRows(rows.filter((row) => row !== it))}
              />
            </legend>
            <Field id={`first-${it.id}`} type="date" label={t.first} defaultValue={it.first} />
            <Field id={`last-${it.id}`} type="date" label={t.last} defaultValue={it.last} />
          </fieldset>
        ))}
        <Button look="line" icon="plus" onClick={add}>
          {t.addPeriod}
        </Button>
      </Form>
    </Sheet>
  );
}
