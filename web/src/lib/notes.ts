import type { Schemas } from '../api/client';

type Notes = Schemas['ReportNotes'];
type Lined = Omit<Notes, 'mood' | 'text'>;
export type NoteKind = keyof Lined;

/** `must`: a line without it says too little to be kept. `label` is the name of its word. */
export type Column = {
  name: string;
  label: 'from' | 'until' | 'at' | 'millilitres' | 'what' | 'nappy' | 'degrees' | 'name' | 'dose';
  type: 'time' | 'number' | 'text' | 'nappy';
  must?: boolean;
  limits?: { min: number; max: number; step: number };
};

const at = (name: string, must: boolean): Column => ({ name, label: 'at', type: 'time', must });

export const COLUMNS: Record<NoteKind, Column[]> = {
  sleeps: [
    { name: 'sleep-start', label: 'from', type: 'time', must: true },
    { name: 'sleep-until', label: 'until', type: 'time' },
  ],
  meals: [at('meal-at', false), { name: 'meal-text', label: 'what', type: 'text', must: true }],
  bottles: [
    at('bottle-at', true),
    {
      name: 'bottle-millilitres',
      label: 'millilitres',
      type: 'number',
      must: true,
      limits: { min: 1, max: 500, step: 1 },
    },
  ],
  nappies: [at('nappy-at', false), { name: 'nappy-kind', label: 'nappy', type: 'nappy', must: true }],
  temperatures: [
    at('temperature-at', true),
    {
      name: 'temperature-degrees',
      label: 'degrees',
      type: 'number',
      must: true,
      limits: { min: 30, max: 43, step: 0.1 },
    },
  ],
  medicines: [
    at('medicine-at', true),
    { name: 'medicine-name', label: 'name', type: 'text', must: true },
    { name: 'medicine-dose', label: 'dose', type: 'text', must: true },
  ],
};
export const KINDS = Object.keys(COLUMNS) as NoteKind[];

const short = (time: string | null) => time?.slice(0, 5) ?? '';
const whole = (time: string) => (time ? `${time}:00` : null);
const sure = (time: string) => `${time}:00`;

/** What stands in the fields of each line. */
export function linesOf(notes: Lined): Record<NoteKind, string[][]> {
  return {
    sleeps: notes.sleeps.map((it) => [short(it.start), short(it.until)]),
    bottles: notes.bottles.map((it) => [short(it.at), String(it.millilitres)]),
    meals: notes.meals.map((it) => [short(it.at), it.text]),
    nappies: notes.nappies.map((it) => [short(it.at), it.kind]),
    temperatures: notes.temperatures.map((it) => [short(it.at), String(it.tenths / 10)]),
    medicines: notes.medicines.map((it) => [short(it.at), it.name, it.dose]),
  };
}

/** The notes that the fields hold; a line that was left empty is left out. */
export function notesIn(values: FormData): Lined {
  const lines = (kind: NoteKind) => typed(values, kind).filter((line) => line.some(Boolean));
  return {
    sleeps: lines('sleeps').map(([start = '', until = '']) => ({ start: sure(start), until: whole(until) })),
    bottles: lines('bottles').map(([time = '', much]) => ({ at: sure(time), millilitres: Number(much) })),
    meals: lines('meals').map(([time = '', text = '']) => ({ at: whole(time), text })),
    nappies: lines('nappies').map(([time = '', kind]) => ({ at: whole(time), kind: kind as Schemas['NappyKind'] })),
    temperatures: lines('temperatures').map(([time = '', degrees]) => ({
      at: sure(time),
      tenths: Math.round(Number(degrees) * 10),
    })),
    medicines: lines('medicines').map(([time = '', name = '', dose = '']) => ({ at: sure(time), name, dose })),
  };
}

/** The fields that were forgotten in a line that was begun. */
export function forgotten(values: FormData): { id: string; kind: NoteKind; column: Column }[] {
  return KINDS.flatMap((kind) =>
    typed(values, kind).flatMap((line, row) =>
      COLUMNS[kind].flatMap((column, place) =>
        column.must && !line[place] && line.some(Boolean) ? [{ id: idOf(column, row), kind, column }] : [],
      ),
    ),
  );
}

export const idOf = ({ name }: Column, row: number) => `${name}-${row}`;

function typed(values: FormData, kind: NoteKind): string[][] {
  const columns = COLUMNS[kind].map(({ name }) => values.getAll(name).map((it) => String(it).trim()));
  return (columns[0] ?? []).map((_, row) => columns.map((column) => column[row] ?? ''));
}
