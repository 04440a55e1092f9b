import type { Schemas } from '../api/client';
import { useWords } from '../i18n';
import { notes as en } from '../i18n/en/notes';
import { notes as nl } from '../i18n/nl/notes';
import { Facts } from '../ui/List';

type Notes = Schemas['ReportNotes'];
type Row = [string, string];

const clock = (time: string | null) => (time ? time.slice(0, 5) : '');
const joined = (...parts: string[]) => parts.filter(Boolean).join(' · ');

export function useNoteWords() {
  const { language } = useWords();
  return language === 'en' ? en : nl;
}

/** Sleep, food, nappies and the rest, in one table; the words of the group below it. */
export function NotesOfDay({ notes }: { notes: Notes }) {
  const t = useNoteWords();
  const { language } = useWords();
  const degrees = new Intl.NumberFormat(language, { minimumFractionDigits: 1 });
  const rows: Row[] = [
    ...notes.sleeps.map((it): Row => [t.sleep, `${clock(it.start)}–${it.until ? clock(it.until) : t.still}`]),
    ...notes.bottles.map((it): Row => [t.bottle, joined(clock(it.at), `${it.millilitres} ml`)]),
    ...notes.meals.map((it): Row => [t.meal, joined(clock(it.at), it.text)]),
    ...notes.nappies.map((it): Row => [t.nappy, joined(clock(it.at), t.nappies[it.kind])]),
    ...notes.temperatures.map(
      (it): Row => [t.temperature, joined(clock(it.at), `${degrees.format(it.tenths / 10)} °C`)],
    ),
    ...notes.medicines.map((it): Row => [t.medicine, joined(clock(it.at), it.name, it.dose)]),
  ];
  if (notes.mood) rows.unshift([t.mood, t.moods[notes.mood]]);
  return (
    <>
      {rows.length > 0 && <Facts of={rows} />}
      {notes.text && (
        <p className="lines" dir="auto">
          {notes.text}
        </p>
      )}
    </>
  );
}
