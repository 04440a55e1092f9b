import { useQuery } from '@tanstack/react-query';
import { http, ok, type Schemas } from '../../api/client';
import { staffKeys } from '../../api/staff';
import { useWords } from '../../i18n';
import { useStaffWords } from '../../i18n/areas';
import { addMonths, capital, fullMonth, thisMonth } from '../../lib/dates.ts';
import { euros } from '../../lib/money.ts';
import { Choice } from '../../ui/Field';
import { Form } from '../../ui/Form';
import { Badge, Card, EmptyState, Line, List, type Mood, Sign } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { useAction } from '../../ui/useAction';

type Run = Schemas['InvoiceRunView'];
export const RUN_MOODS: Record<Run['state'], Mood> = { planning: 'warn', billing: 'warn', done: 'good' };
export const LOOK_AGAIN = 2000; // milliseconds

/** Whether its numbers still change by themselves: the mails go out after the invoices are made. */
export const isGoing = (run: Run) => run.state !== 'done' || run.issued > 0;

/** Regular care is billed in advance, so the next month is the one that is offered first. */
export default function Billing() {
  const t = useStaffWords();
  const { language } = useWords();
  const runs = useQuery({
    queryKey: staffKeys.runs,
    queryFn: () => ok(http.GET('/staff/invoice-runs')),
    refetchInterval: ({ state }) => state.data?.runs.some(isGoing) && LOOK_AGAIN,
  });
  const run = useAction(
    (values: FormData) => ok(http.POST('/staff/invoice-runs', { body: { month: String(values.get('month')) } })),
    { done: t.billing.started, refresh: [staffKeys.runs] },
  );
  const months = [1, 0, -1, -2].map((ahead) => addMonths(thisMonth(), ahead));
  return (
    <Page title={t.billing.title}>
      <Card>
        <Form send={run.send} label={t.billing.run} icon="invoices">
          <Choice
            id="month"
            label={t.billing.month}
            hint={t.billing.runHow}
            options={months.map((it) => ({ value: it, label: capital(fullMonth(it, language)) }))}
          />
        </Form>
      </Card>
      <Loaded of={runs}>
        {(it) =>
          it.runs.length ? (
            <List label={t.billing.title}>
              {it.runs.map((one) => (
                <Line
                  key={one.month}
                  to={`/staff/billing/${one.month}`}
                  start={<Sign icon="invoices" />}
                  title={capital(fullMonth(one.month, language))}
                  detail={`${t.billing.sent}: ${one.sent} · ${euros(one.total, language)}`}
                  end={
                    <>
                      {one.failed > 0 && (
                        <Badge mood="bad">
                          {t.billing.failed}: {one.failed}
                        </Badge>
                      )}
                      <Badge mood={RUN_MOODS[one.state]}>{t.billing.states[one.state]}</Badge>
                    </>
                  }
                />
              ))}
            </List>
          ) : (
            <EmptyState icon="invoices" title={t.billing.none}>
              {t.billing.noneHow}
            </EmptyState>
          )
        }
      </Loaded>
    </Page>
  );
}
