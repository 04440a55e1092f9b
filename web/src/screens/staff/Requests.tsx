import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { http, ok, type Schemas } from '../../api/client';
import { staffKeys } from '../../api/staff';
import { useWords } from '../../i18n';
import { useStaffWords } from '../../i18n/areas';
import { briefly, fullDay } from '../../lib/dates.ts';
import { hoursOf } from '../../lib/hours.ts';
import { euros } from '../../lib/money.ts';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { Form } from '../../ui/Form';
import { Badge, EmptyState } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { MoreBelow } from '../../ui/MoreBelow';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { Sheet } from '../../ui/Sheet';
import { useAction } from '../../ui/useAction';

type Pending = Schemas['PendingRequestView'];

/** What parents asked and nobody decided yet; the one that waited longest comes first. */
export default function Requests() {
  const t = useStaffWords();
  const requests = useInfiniteQuery({
    queryKey: [...staffKeys.requests, 'all'],
    queryFn: ({ pageParam }) => ok(http.GET('/staff/requests', { params: { query: { cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  return (
    <Page title={t.requests.title}>
      <Loaded of={requests}>
        {({ pages }) => {
          const list = pages.flatMap((it) => it.requests);
          if (!list.length && !requests.hasNextPage) {
            return (
              <EmptyState icon="requests" title={t.requests.none}>
                {t.requests.noneHow}
              </EmptyState>
            );
          }
          return (
            <>
              {list.map((it) => (
                <OneRequest key={it.request_id} request={it} />
              ))}
              <MoreBelow list={requests} label={t.older} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function OneRequest({ request }: { request: Pending }) {
  const t = useStaffWords();
  const { language } = useWords();
  const [isDeclining, setDeclining] = useState(false);
  const refresh = [staffKeys.requests, staffKeys.groups];
  const decide = (body: Schemas['DecisionRequest']) =>
    ok(
      http.POST('/staff/requests/{request_id}/decision', {
        params: { path: { request_id: request.request_id } },
        body,
      }),
    );
  const approve = useAction(() => decide({ decision: 'approve' }), {
    done: t.requests.approved(request.child),
    refresh,
  });
  const decline = useAction((reason: string) => decide({ decision: 'decline', reason }), {
    done: t.requests.declined,
    refresh,
  });
  return (
    <section className="card stack" aria-label={request.child}>
      <div className="row between">
        <div>
          <h2>{request.child}</h2>
          <p>
            {fullDay(request.day, language)}, {request.group}
          </p>
          <p className="muted small">
            {t.hours(hoursOf(request.hours, language))} · {euros(request.price, language)} ·{' '}
            {t.requests.asked(briefly(request.asked_at, language))}
          </p>
        </div>
        <Badge mood={request.places_left > 0 ? 'good' : 'bad'}>{t.requests.left(request.places_left)}</Badge>
      </div>
      {approve.problem && (
        <Notice kind="bad" alert>
          {approve.problem}
        </Notice>
      )}
      <div className="row">
        <Button icon="check" busy={approve.busy} onClick={() => approve.run(undefined)}>
          {t.requests.approve}
        </Button>
        <Button look="line" onClick={() => setDeclining(true)}>
          {t.requests.decline}
        </Button>
      </div>
      {isDeclining && (
        <Sheet title={`${t.requests.decline}: ${request.child}`} onClose={() => setDeclining(false)}>
          <Form send={(values) => decline.send(String(values.get('reason')).trim())} label={t.requests.decline}>
            <TextField id="reason" label={t.requests.why} hint={t.requests.whyHint} maxLength={500} dir="auto" />
          </Form>
        </Sheet>
      )}
    </section>
  );
}
