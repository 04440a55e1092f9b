import { useInfiniteQuery } from '@tanstack/react-query';
import { http, ok } from '../../api/client';
import { staffKeys } from '../../api/staff';
import { useWords } from '../../i18n';
import { useStaffWords } from '../../i18n/areas';
import { capital, fullMonth } from '../../lib/dates.ts';
import { euros } from '../../lib/money.ts';
import { Button } from '../../ui/Button';
import { Badge, Card, Facts, Line, List, Section } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { MoreBelow } from '../../ui/MoreBelow';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { useAction } from '../../ui/useAction';
import { isGoing, LOOK_AGAIN, RUN_MOODS } from './Billing';

export default function BillingMonth({ params }: { params: Record<string, string> }) {
  const t = useStaffWords();
  const { language } = useWords();
  const month = params.month ?? '';
  const progress = useInfiniteQuery({
    queryKey: [...staffKeys.runs, month],
    queryFn: ({ pageParam }) =>
      ok(http.GET('/staff/invoice-runs/{month}', { params: { path: { month }, query: { cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: ({ state }) => {
      const run = state.data?.pages[0]?.run;
      return run && isGoing(run) ? LOOK_AGAIN : false;
    },
  });
  const retry = useAction(() => ok(http.POST('/staff/invoice-runs/{month}/retry', { params: { path: { month } } })), {
    done: t.billing.retried,
    refresh: [staffKeys.runs],
  });
  return (
    <Page title={capital(fullMonth(month, language))} back={{ to: '/staff/billing', label: t.billing.back }}>
      <Loaded of={progress}>
        {({ pages }) => {
          const run = pages[0]?.run;
          const failures = pages.flatMap((it) => it.failures);
          if (!run) return null;
          const all = run.waiting + run.nothing_due + run.issued + run.sent + run.failed;
          return (
            <>
              <Card
                title={t.billing.title}
                aside={<Badge mood={RUN_MOODS[run.state]}>{t.billing.states[run.state]}</Badge>}
              >
                <progress max={all || 1} value={all - run.waiting - run.issued} aria-label={t.billing.title} />
                <Facts
                  of={[
                    [t.billing.sent, run.sent],
                    [t.billing.issued, run.issued],
                    [t.billing.waiting, run.waiting],
                    [t.billing.nothing, run.nothing_due],
                    [t.billing.failed, run.failed],
                    [t.billing.total, euros(run.total, language)],
                  ]}
                />
              </Card>
              {failures.length > 0 && (
                <Section title={t.billing.problems}>
                  {retry.problem && (
                    <Notice kind="bad" alert>
                      {retry.problem}
                    </Notice>
                  )}
                  <List label={t.billing.problems}>
                    {failures.map((it) => (
                      <Line
                        key={it.family_id}
                        to={`/staff/families/${it.family_id}`}
                        title={[it.debtor_number, it.family_name].filter(Boolean).join(' · ')}
                        detail={it.message}
                      />
                    ))}
                  </List>
                  <MoreBelow list={progress} label={t.older} />
                  <Button look="line" busy={retry.busy} onClick={() => retry.run(undefined)}>
                    {t.billing.retry}
                  </Button>
                </Section>
              )}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
