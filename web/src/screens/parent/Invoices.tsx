import { useInfiniteQuery } from '@tanstack/react-query';
import { http, ok } from '../../api/client';
import { useMe } from '../../api/session';
import { useWords } from '../../i18n';
import { useParentWords, useWordsOf } from '../../i18n/areas';
import { invoiceWords } from '../../i18n/invoices';
import { fullMonth, plainDay } from '../../lib/dates.ts';
import { euros } from '../../lib/money.ts';
import { EmptyState, Line, List, Sign } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { MoreBelow } from '../../ui/MoreBelow';
import { Page } from '../../ui/Page';

export default function Invoices() {
  const words = useWordsOf(invoiceWords);
  const { families } = useMe();
  return (
    <Page title={words.title}>
      {families.map((it) => (
        <OfFamily key={it.family_id} familyId={it.family_id} />
      ))}
    </Page>
  );
}

function OfFamily({ familyId }: { familyId: string }) {
  const t = useParentWords();
  const words = useWordsOf(invoiceWords);
  const { language } = useWords();
  const invoices = useInfiniteQuery({
    queryKey: ['invoices', familyId],
    queryFn: ({ pageParam }) =>
      ok(
        http.GET('/families/{family_id}/invoices', {
          params: { path: { family_id: familyId }, query: { cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  return (
    <Loaded of={invoices}>
      {({ pages }) => {
        const list = pages.flatMap((it) => it.invoices);
        if (!list.length) {
          return (
            <EmptyState icon="invoices" title={words.none}>
              {words.noneHow}
            </EmptyState>
          );
        }
        return (
          <>
            <List label={words.title}>
              {list.map((it) => {
                const due = plainDay(it.due_date, language);
                return (
                  <Line
                    key={it.invoice_id}
                    to={`/invoices/${familyId}/${it.invoice_id}`}
                    start={<Sign icon="invoices" />}
                    title={t.invoices.ofMonth(fullMonth(it.month, language))}
                    detail={it.is_debited ? t.invoices.debited(due) : t.invoices.payBy(due)}
                    end={<b className="number">{euros(it.total, language)}</b>}
                  />
                );
              })}
            </List>
            <MoreBelow list={invoices} label={words.more} />
          </>
        );
      }}
    </Loaded>
  );
}
