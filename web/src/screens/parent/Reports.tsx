import { useInfiniteQuery } from '@tanstack/react-query';
import type { ChildOfMine } from '../../api/children';
import { http, ok, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { useWords } from '../../i18n';
import { useParentWords } from '../../i18n/areas';
import { fullDay } from '../../lib/dates.ts';
import { Button } from '../../ui/Button';
import { Badge, Card, EmptyState } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { NotesOfDay } from '../NotesOfDay';
import { OfOneChild } from './OfOneChild';

export default function Reports() {
  const t = useParentWords();
  return <OfOneChild title={t.reports.title}>{(child) => <OfChild key={child.child_id} child={child} />}</OfOneChild>;
}

function OfChild({ child }: { child: ChildOfMine }) {
  const t = useParentWords();
  const reports = useInfiniteQuery({
    queryKey: [...keys.child(child.child_id), 'reports'],
    queryFn: ({ pageParam }) =>
      ok(
        http.GET('/children/{child_id}/reports', {
          params: { path: { child_id: child.child_id }, query: { cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  return (
    <Loaded of={reports}>
      {({ pages }) => {
        const list = pages.flatMap((it) => it.reports);
        if (!list.length) {
          return (
            <EmptyState icon="reports" title={t.reports.none}>
              {t.reports.noneHow}
            </EmptyState>
          );
        }
        return (
          <>
            {list.map((it) => (
              <Report key={it.day} report={it} />
            ))}
            {reports.hasNextPage && (
              <Button look="line" busy={reports.isFetchingNextPage} onClick={() => reports.fetchNextPage()}>
                {t.reports.more}
              </Button>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function Report({ report }: { report: Schemas['DailyReportView'] }) {
  const t = useParentWords();
  const { language } = useWords();
  return (
    <Card
      title={<span className="capital">{fullDay(report.day, language)}</span>}
      aside={report.corrected_at ? <Badge>{t.reports.corrected}</Badge> : undefined}
    >
      <NotesOfDay notes={report.notes} />
    </Card>
  );
}
