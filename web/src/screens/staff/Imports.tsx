import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { http, ok, Refusal, type Schemas } from '../../api/client';
import { staffKeys } from '../../api/staff';
import { useWords } from '../../i18n';
import { useStaffWords } from '../../i18n/areas';
import { moment } from '../../lib/dates.ts';
import { eachOf, post } from '../../lib/upload.ts';
import { Button } from '../../ui/Button';
import { Form } from '../../ui/Form';
import { Badge, Card, EmptyState, Line, List, type Mood, Section, Sign } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { useAction } from '../../ui/useAction';

type ImportOf = Schemas['ImportView'];
export const IMPORT_MOODS: Record<ImportOf['state'], Mood> = {
  uploading: 'plain',
  checking: 'warn',
  checked: 'brand',
  running: 'warn',
  done: 'good',
  failed: 'bad',
};
const LOOK_AGAIN = 2000; // milliseconds
const AT_ONCE = 2;

export default function Imports() {
  const t = useStaffWords();
  const { language } = useWords();
  const imports = useQuery({ queryKey: staffKeys.imports, queryFn: () => ok(http.GET('/staff/imports')) });
  return (
    <Page title={t.imports.title}>
      <div className="columns">
        <div className="stack">
          <UploadFiles />
          <Wave />
        </div>
        <Section title={t.imports.earlier}>
          <Loaded of={imports}>
            {(it) =>
              it.imports.length ? (
                <List label={t.imports.earlier}>
                  {it.imports.map((one) => (
                    <Line
                      key={one.import_id}
                      to={`/staff/imports/${one.import_id}`}
                      start={<Sign icon="upload" />}
                      title={moment(one.created_at, language)}
                      detail={one.files.join(', ')}
                      end={<Badge mood={IMPORT_MOODS[one.state]}>{t.imports.states[one.state]}</Badge>}
                    />
                  ))}
                </List>
              ) : (
                <EmptyState icon="upload" title={t.imports.none} />
              )
            }
          </Loaded>
        </Section>
      </div>
    </Page>
  );
}

/** Send the files, then have them checked: nothing is written before somebody has seen the report. */
function UploadFiles() {
  const t = useStaffWords();
  const [, navigate] = useLocation();
  const [files, setFiles] = useState<File[]>([]);
  const upload = useAction(
    async () => {
      const { import_id, forms } = await ok(
        http.POST('/staff/imports/uploads', { body: { files: files.map(({ name, size }) => ({ name, size })) } }),
      );
      const pairs = files.flatMap((file, at) => (forms[at] ? [{ file, form: forms[at] }] : []));
      const failed = await eachOf(pairs, AT_ONCE, ({ file, form }) => post(form, file, () => {}));
      if (failed.length) throw new Refusal(0);
      await ok(http.POST('/staff/imports/{import_id}/check', { params: { path: { import_id } } }));
      return import_id;
    },
    { refresh: [staffKeys.imports], after: (importId) => navigate(`/staff/imports/${importId}`) },
  );
  return (
    <Card>
      <p>{t.imports.intro}</p>
      <Form
        send={() => upload.send(undefined)}
        label={upload.busy ? t.imports.uploading : t.imports.check}
        icon="upload"
      >
        <div className="field">
          <label htmlFor="files">{t.imports.choose}</label>
          <input
            id="files"
            name={t.imports.choose}
            className="input"
            type="file"
            multiple
            required
            accept=".csv,.xlsx,.zip"
            onChange={(event) => setFiles([...(event.currentTarget.files ?? [])])}
          />
        </div>
      </Form>
    </Card>
  );
}

/** Everybody who got no activation link yet gets one; it can be begun again and nobody gets two. */
function Wave() {
  const t = useStaffWords();
  const wave = useQuery({
    queryKey: staffKeys.wave,
    queryFn: async () => {
      try {
        return await ok(http.GET('/staff/invitations/wave'));
      } catch (error) {
        if (error instanceof Refusal && error.status === 404) return null; // there was none yet
        throw error;
      }
    },
    refetchInterval: ({ state }) => (state.data && !state.data.is_done ? LOOK_AGAIN : false),
  });
  const begin = useAction(() => ok(http.POST('/staff/invitations/wave')), {
    done: t.imports.waveStarted,
    refresh: [staffKeys.wave],
  });
  return (
    <Card title={t.imports.wave}>
      <p>{t.imports.waveHow}</p>
      {wave.data && (
        <div>
          <Badge mood={wave.data.is_done ? 'good' : 'warn'}>
            {wave.data.is_done ? t.imports.waveDone : t.imports.waveRuns}
          </Badge>
          <p>{t.imports.waveState(wave.data.done, wave.data.of ?? wave.data.done, wave.data.sent)}</p>
        </div>
      )}
      {begin.problem && (
        <Notice kind="bad" alert>
          {begin.problem}
        </Notice>
      )}
      <Button look="line" icon="mail" busy={begin.busy} onClick={() => begin.run(undefined)}>
        {t.imports.waveSend}
      </Button>
    </Card>
  );
}
