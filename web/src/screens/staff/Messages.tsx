import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { http, ok } from '../../api/client';
import { messageKeys } from '../../api/messages';
import { useMe } from '../../api/session';
import { useWords } from '../../i18n';
import { useStaffWords } from '../../i18n/areas';
import { briefly } from '../../lib/dates.ts';
import { Badge, EmptyState, Face, Line, List } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { MoreBelow } from '../../ui/MoreBelow';
import { Page } from '../../ui/Page';
import { Segments } from '../../ui/Segments';

export default function Messages() {
  const t = useStaffWords();
  const { language } = useWords();
  const { isOffice } = useMe();
  const [search, setSearch] = useSearchParams();
  const inbox = search.get('inbox') === 'office' ? 'office' : 'all';
  const conversations = useInfiniteQuery({
    queryKey: [...messageKeys.ofStaff, inbox],
    queryFn: ({ pageParam }) =>
      ok(http.GET('/staff/conversations', { params: { query: { inbox, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  return (
    <Page title={t.messages.title}>
      {isOffice && (
        <Segments
          label={t.messages.inbox}
          name="inbox"
          value={inbox}
          options={[
            { value: 'all', label: t.messages.all },
            { value: 'office', label: t.messages.office },
          ]}
          onChange={(it) => setSearch({ inbox: it }, { replace: true })}
        />
      )}
      <Loaded of={conversations} lines={6}>
        {({ pages }) => {
          const list = pages.flatMap((it) => it.conversations);
          if (!list.length && !conversations.hasNextPage) {
            return (
              <EmptyState icon="messages" title={t.messages.none}>
                {t.messages.noneHow}
              </EmptyState>
            );
          }
          return (
            <>
              <List label={t.messages.title}>
                {list.map(({ conversation: it, family_name, is_unread }) => (
                  <Line
                    key={it.conversation_id}
                    to={`/staff/messages/${it.conversation_id}`}
                    start={<Face name={family_name} />}
                    title={`${family_name}: ${it.subject}`}
                    detail={`${it.last_author}: ${it.last_words}`}
                    end={
                      is_unread ? (
                        <Badge mood="bad">{t.messages.unread}</Badge>
                      ) : (
                        <span className="muted small">{briefly(it.last_at, language)}</span>
                      )
                    }
                  />
                ))}
              </List>
              <MoreBelow list={conversations} label={t.older} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
