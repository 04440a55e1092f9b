import './notes.css';
import { useState } from 'react';
import { useStaffWords } from '../../i18n/areas';
import type { Staff } from '../../i18n/nl/staff';
import { COLUMNS, type Column, idOf, type NoteKind } from '../../lib/notes.ts';
import { Button } from '../../ui/Button';
import { Choice, Field } from '../../ui/Field';
import { useNoteWords } from '../NotesOfDay';

type Props = { kind: NoteKind; lines: string[][] };

/** The lines of one kind; the first one comes with a tap, so that a form for a quiet day stays short. */
export function NoteFields({ kind, lines }: Props) {
  const t = useStaffWords();
  const [count, setCount] = useState(lines.length);
  return (
    <fieldset className="note-lines" aria-label={t.reports.kinds[kind]}>
      {Array.from({ length: count }, (_, row) => (
        <div key={row} className="note-line">
          {COLUMNS[kind].map((column, place) => (
            <NoteField
              key={column.name}
              column={column}
              row={row}
              label={labelOf(column, t)}
              value={lines[row]?.[place] ?? ''}
            />
          ))}
        </div>
      ))}
      <Button look="quiet" icon="plus" onClick={() => setCount(count + 1)}>
        {t.reports.kinds[kind]}
      </Button>
    </fieldset>
  );
}

export const labelOf = ({ label }: Column, t: Staff) => t.reports.columns[label];

function NoteField({ column, row, label, value }: { column: Column; row: number; label: string; value: string }) {
  const words = useNoteWords();
  const common = { id: idOf(column, row), name: column.name, label, required: false, unmarked: true };
  if (column.type === 'nappy') {
    const options = Object.entries(words.nappies).map(([kind, word]) => ({ value: kind, label: word }));
    return <Choice {...common} value={value} options={[{ value: '', label: '' }, ...options]} />;
  }
  return (
    <Field
      {...common}
      {...column.limits}
      type={column.type}
      inputMode={column.type === 'number' ? 'decimal' : undefined}
      maxLength={column.type === 'text' ? 200 : undefined}
      dir={column.type === 'text' ? 'auto' : undefined}
      autoComplete="off"
      defaultValue={value}
    />
  );
}
