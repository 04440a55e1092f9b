import { useQuery } from '@tanstack/react-query';
import { http, ok, Refusal, type Schemas } from '../../api/client';
import { useWords } from '../../i18n';
import { useStaffWords } from '../../i18n/areas';
import { fullDay, moment } from '../../lib/dates.ts';
import { forgotten, KINDS, linesOf, notesIn } from '../../lib/notes.ts';
import { Button } from '../../ui/Button';
import { Choice, TextField } from '../../ui/Field';
import { Form } from '../../ui/Form';
import { Badge, Card } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { useAction } from '../../ui/useAction';
import { NotesOfDay, useNoteWords } from '../NotesOfDay';
import { labelOf, NoteFields } from './NoteFields';

type Notes = Schemas['ReportNotes'];
type Written = Schemas['StaffReportView'];
type Path = { child_id: string; day: string };

const NOTHING: Notes = {
  sleeps: [],
  bottles: [],
  meals: [],
  nappies: [],
  temperatures: [],
  medicines: [],
  mood: null,
  text: null,
};
const MOODS = ['cheerful', 'calm', 'tired', 'sad', 'unwell'] as const;

/** A child's day, written down: kept as a draft until somebody lets the parents read it. */
export default function Report({ params }: { params: Record<string, string> }) {
  const t = useStaffWords();
  const { language } = useWords();
  const path = { child_id: params.child ?? '', day: params.day ?? '' };
  const child = useQuery({
    queryKey: ['staff', 'child', path.child_id],
    queryFn: () => ok(http.GET('/staff/children/{child_id}', { params: { path: { child_id: path.child_id } } })),
  });
  const report = useQuery({
    queryKey: ['staff', 'report', path.child_id, path.day],
    queryFn: async (): Promise<Written | null> => {
      try {
        return await ok(http.GET('/staff/children/{child_id}/reports/{day}', { params: { path } }));
      } catch (error) {
        if (error instanceof Refusal && error.status === 404) return null; // nobody wrote yet
        throw error;
      }
    },
  });
  const name = child.data?.child.first_name;
  return (
    <Page
      title={name ? t.reports.of(name) : t.reports.title}
      back={{ to: `/staff/children/${path.child_id}?day=${path.day}`, label: name ?? t.reports.back }}
    >
      <p className="muted">{fullDay(path.day, language)}</p>
      <Loaded of={report}>{(it) => <Writing key={it?.version ?? 0} written={it ?? undefined} path={path} />}</Loaded>
    </Page>
  );
}

function Writing({ written, path }: { written: Written | undefined; path: Path }) {
  const t = useStaffWords();
  const { t: base } = useWords();
  const words = useNoteWords();
  const refresh = [['staff', 'report', path.child_id, path.day]];
  const notes = written?.notes ?? NOTHING;
  const save = useAction(
    (values: FormData) =>
      ok(
        http.PUT('/staff/children/{child_id}/reports/{day}', {
          params: { path },
          body: {
            version: written?.version ?? 0,
            notes: {
              ...notesIn(values),
              mood: MOODS.find((it) => it === values.get('mood')) ?? null,
              text: String(values.get('text')).trim() || null,
            },
          },
        }),
      ),
    { done: t.saved, refresh },
  );
  const lines = linesOf(notes);
  const check = (values: FormData) =>
    Object.fromEntries(
      forgotten(values).map(({ id, kind, column }) => [
        id,
        base.form.missing(`${t.reports.kinds[kind]}, ${labelOf(column, t).toLocaleLowerCase()}`),
      ]),
    );
  return (
    <div className="columns">
      <Card>
        <Form send={save.send} check={check} label={t.reports.save}>
          <TextField
            id="text"
            label={t.reports.text}
            defaultValue={notes.text ?? ''}
            maxLength={10000}
            required={false}
            unmarked
            dir="auto"
          />
          <Choice
            id="mood"
            label={t.reports.mood}
            value={notes.mood ?? ''}
            required={false}
            unmarked
            options={[
              { value: '', label: t.reports.moodNone },
              ...MOODS.map((it) => ({ value: it, label: words.moods[it] })),
            ]}
          />
          {KINDS.map((kind) => (
            <NoteFields key={kind} kind={kind} lines={lines[kind]} />
          ))}
        </Form>
      </Card>
      {written && <Publishing written={written} path={path} refresh={refresh} />}
    </div>
  );
}

function Publishing({ written, path, refresh }: { written: Written; path: Path; refresh: string[][] }) {
  const t = useStaffWords();
  const { language } = useWords();
  const publish = useAction(
    () =>
      ok(
        http.POST('/staff/children/{child_id}/reports/{day}/publication', {
          params: { path },
          body: { version: written.version },
        }),
      ),
    { done: t.reports.published, refresh },
  );
  return (
    <Card title={t.reports.title}>
      <div>
        <Badge mood={written.published_at ? 'good' : 'warn'}>
          {written.published_at ? t.reports.live : t.reports.draft}
        </Badge>
      </div>
      <NotesOfDay notes={written.notes} />
      <p className="muted small">{moment(written.written_at, language)}</p>
      {publish.problem && (
        <Notice kind="bad" alert>
          {publish.problem}
        </Notice>
      )}
      {!written.published_at && (
        <Button icon="check" busy={publish.busy} onClick={() => publish.run(undefined)}>
          {t.reports.publish}
        </Button>
      )}
    </Card>
  );
}
