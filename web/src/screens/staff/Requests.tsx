import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { AT_ONCE, effectsQuery, requestPagesQuery } from '../../api/staff';
import { useStaffWords } from '../../i18n/areas';
import { EmptyState } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { MoreBelow } from '../../ui/MoreBelow';
import { Page } from '../../ui/Page';
import { Bulk } from './requests/Bulk';
import { OneRequest } from './requests/OneRequest';

type Pending = Schemas['PendingRequestView'];

/** What parents asked and nobody decided yet; the one that waited longest comes first. */
export default function Requests() {
  const t = useStaffWords();
  const requests = useInfiniteQuery(requestPagesQuery);
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
              <Waiting list={list} />
              <MoreBelow list={requests} label={t.older} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Waiting({ list }: { list: Pending[] }) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const effects = useEffects(list);
  // What was decided elsewhere is not chosen any more.
  const chosen = list.filter((it) => ticked.has(it.request_id));

  function tick(requestId: string, isTicked: boolean) {
    const others = new Set(ticked);
    others.delete(requestId);
    setTicked(isTicked ? others.add(requestId) : others);
  }

  return (
    <>
      {list.length > 1 && (
        <Bulk
          all={list}
          chosen={chosen}
          onAll={(isAll) => setTicked(new Set(isAll ? list.map((it) => it.request_id) : []))}
          onDecided={(decided) => {
            setTicked(new Set());
            setRefused(new Map(decided.flatMap((it) => (it.refusal ? [[it.request_id, it.refusal.message]] : []))));
          }}
        />
      )}
      {list.map((it) => (
        <OneRequest
          key={it.request_id}
          request={it}
          effect={effects.byId.get(it.request_id)}
          isKnown={effects.isKnown}
          refused={refused.get(it.request_id)}
          isChosen={ticked.has(it.request_id)}
          onChoose={list.length > 1 ? (isTicked) => tick(it.request_id, isTicked) : undefined}
        />
      ))}
    </>
  );
}

/** What granting each would mean, by the id of the request. */
function useEffects(list: Pending[]) {
  const ids = list.map((it) => it.request_id);
  const parts = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, at) =>
    ids.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  );
  const read = useQueries({ queries: parts.map(effectsQuery) });
  return {
    byId: new Map(read.flatMap((it) => it.data?.effects ?? []).map((it) => [it.request_id, it])),
    isKnown: read.every((it) => !it.isPending),
  };
}
