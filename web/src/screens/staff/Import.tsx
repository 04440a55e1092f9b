import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { http, ok, type Schemas } from '../../api/client';
import { staffKeys } from '../../api/staff';
import { useStaffWords } from '../../i18n/areas';
import { nextStep, type Step } from '../../lib/imports.ts';
import { Button } from '../../ui/Button';
import { Badge, Card, EmptyState, Facts, Line, List, type Mood, Section } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { MoreBelow } from '../../ui/MoreBelow';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { Segments } from '../../ui/Segments';
import { useAction } from '../../ui/useAction';
import { IMPORT_MOODS } from './Imports';

type ImportOf = Schemas['ImportView'];
type Severity = Schemas['FindingView']['severity'];
const MOODS: Record<Severity, Mood> = { error: 'bad', warning: 'warn', information: 'plain' };
const SEVERITIES = ['error', 'warning', 'information'] as const;
const LOOK_AGAIN = 1000; // milliseconds
const isAtWork = (it: ImportOf | undefined) => it?.state === 'checking' || it?.state === 'running';

export default function Import({ params }: { params: Record<string, string> }) {
  const t = useStaffWords();
  const path = { import_id: params.import ?? '' };
  const key = [...staffKeys.imports, path.import_id];
  const found = useQuery({
    queryKey: key,
    queryFn: () => ok(http.GET('/staff/imports/{import_id}', { params: { path } })),
    refetchInterval: ({ state }) => (isAtWork(state.data) ? LOOK_AGAIN : false),
  });
  return (
    <Page title={t.imports.title} back={{ to: '/staff/imports', label: t.imports.back }}>
      <Loaded of={found}>
        {(it) => (
          <>
            <Card
              title={it.files.join(', ')}
              aside={<Badge mood={IMPORT_MOODS[it.state]}>{t.imports.states[it.state]}</Badge>}
            >
              {it.problem && (
                <>
                  <Notice kind="bad">{it.problem.message}</Notice>
                  <NextStep of={it} />
                </>
              )}
              {(it.state === 'running' || it.state === 'done' || nextStep(it) === 'goOn') && <Progress of={it} />}
              {isAtWork(it) && it.state === 'checking' && <progress aria-label={t.imports.states.checking} />}
              {it.summary && <Rows of={it.summary} />}
              {!it.problem && <NextStep of={it} />}
            </Card>
            {it.summary && !isAtWork(it) && <Findings path={path} counts={it.summary.findings} state={it.state} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** What was checked is imported; what got stuck is started again. */
function NextStep({ of: it }: { of: ImportOf }) {
  const t = useStaffWords();
  const params = { path: { import_id: it.import_id } };
  const start = useAction(
    (step: Step) =>
      ok(
        step === 'checkAgain'
          ? http.POST('/staff/imports/{import_id}/check', { params })
          : http.POST('/staff/imports/{import_id}/run', { params }),
      ),
    { done: t.imports.started, refresh: [staffKeys.imports] },
  );
  const step = nextStep(it);
  return (
    <>
      {start.problem && (
        <Notice kind="bad" alert>
          {start.problem}
        </Notice>
      )}
      {step && (
        <Button icon="check" busy={start.busy} onClick={() => start.run(step)}>
          {t.imports.steps[step]}
        </Button>
      )}
    </>
  );
}

function Progress({ of: it }: { of: ImportOf }) {
  const t = useStaffWords();
  return (
    <div role="status">
      <progress max={it.families || 1} value={it.done} aria-label={t.imports.title} />
      <p>
        {t.imports.progress(it.done, it.families)} · {t.imports.changed(it.changed)}
      </p>
    </div>
  );
}

function Rows({ of: summary }: { of: NonNullable<ImportOf['summary']> }) {
  const t = useStaffWords();
  return (
    <>
      <Facts
        of={Object.entries(t.imports.sheets).flatMap(([sheet, name]): [string, string][] => {
          const count = summary.rows[sheet];
          return count ? [[name, `${count.read} ${t.imports.read}, ${count.good} ${t.imports.good}`]] : [];
        })}
      />
      {summary.held_back > 0 && (
        <Notice kind="warn">
          <p>{t.imports.heldBack(summary.held_back)}</p>
          <p className="small">{summary.held_back_numbers.join(', ')}</p>
        </Notice>
      )}
    </>
  );
}

type FindingsProps = {
  path: { import_id: string };
  counts: Schemas['SeverityCountsView'];
  state: ImportOf['state'];
};

/** Line by line: where it stands, what is wrong, and what to do about it. */
function Findings({ path, counts, state }: FindingsProps) {
  const t = useStaffWords();
  const [severity, setSeverity] = useState<Severity | undefined>(SEVERITIES.find((it) => counts[it] > 0));
  const findings = useInfiniteQuery({
    queryKey: [...staffKeys.imports, path.import_id, state, 'findings', severity ?? 'all'],
    queryFn: ({ pageParam }) =>
      ok(
        http.GET('/staff/imports/{import_id}/findings', {
          params: { path, query: { severity, cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  return (
    <Section title={t.imports.show}>
      <Segments
        label={t.imports.show}
        name="severity"
        value={severity ?? ''}
        onChange={(value) => setSeverity(SEVERITIES.find((it) => it === value))}
        options={[
          { value: '', label: t.imports.all },
          ...SEVERITIES.map((it) => ({ value: it, label: `${t.imports.severity[it]} (${counts[it]})` })),
        ]}
      />
      <Loaded of={findings}>
        {({ pages }) => {
          const list = pages.flatMap((it) => it.findings);
          if (!list.length) return <EmptyState icon="check" title={t.imports.nothing} />;
          return (
            <>
              <List label={t.imports.show}>
                {list.map((it, at) => (
                  <Line
                    key={at}
                    title={
                      <>
                        {t.imports.line(it.file, it.line)}
                        {it.column && ` · ${it.column}`}
                      </>
                    }
                    detail={
                      <>
                        {it.what}
                        <br />
                        <b>{it.advice}</b>
                      </>
                    }
                    end={<Badge mood={MOODS[it.severity]}>{t.imports.one[it.severity]}</Badge>}
                  />
                ))}
              </List>
              <MoreBelow list={findings} label={t.older} />
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}
