import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { http, ok } from '../../api/client';
import { messageKeys } from '../../api/messages';
import { useStaffWords } from '../../i18n/areas';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { Form } from '../../ui/Form';
import { Loaded } from '../../ui/Loaded';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { useAction } from '../../ui/useAction';
import { Thread } from '../Thread';

export default function Conversation({ params }: { params: Record<string, string> }) {
  const t = useStaffWords();
  const path = { conversation_id: params.conversation ?? '' };
  const [answers, setAnswers] = useState(0);
  const refresh = [messageKeys.ofStaff, messageKeys.thread(path.conversation_id)];
  const thread = useInfiniteQuery({
    queryKey: messageKeys.thread(path.conversation_id),
    queryFn: ({ pageParam }) =>
      ok(http.GET('/staff/conversations/{conversation_id}', { params: { path, query: { cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const newest = thread.data?.pages[0]?.messages[0]?.message_id;
  const read = useAction(
    (until: string) =>
      ok(http.POST('/staff/conversations/{conversation_id}/reading', { params: { path }, body: { until } })),
    { refresh: [messageKeys.ofStaff] },
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each newest message that is on the screen
  useEffect(() => {
    if (newest) read.run(newest);
  }, [newest]);
  const answer = useAction(
    (values: FormData) =>
      ok(
        http.POST('/staff/conversations/{conversation_id}/messages', {
          params: { path },
          body: { text: String(values.get('text')).trim() },
        }),
      ),
    { done: t.messages.sent, refresh, after: () => setAnswers(answers + 1) },
  );
  const close = useAction(
    (message_count: number) =>
      ok(http.POST('/staff/conversations/{conversation_id}/closing', { params: { path }, body: { message_count } })),
    { done: t.messages.closed, refresh },
  );
  const reopen = useAction(
    () => ok(http.POST('/staff/conversations/{conversation_id}/reopening', { params: { path } })),
    { refresh },
  );
  return (
    <Loaded of={thread}>
      {({ pages }) => {
        const about = pages[0]?.conversation;
        if (!about) return null;
        const { conversation } = about;
        return (
          <Page
            title={conversation.subject}
            back={{ to: '/staff/messages', label: t.messages.back }}
            aside={
              conversation.is_open ? (
                <Button look="line" busy={close.busy} onClick={() => close.run(conversation.message_count)}>
                  {t.messages.close}
                </Button>
              ) : (
                <Button look="line" busy={reopen.busy} onClick={() => reopen.run(undefined)}>
                  {t.messages.reopen}
                </Button>
              )
            }
          >
            <p className="muted">{about.family_name}</p>
            {(close.problem ?? reopen.problem) && (
              <Notice kind="bad" alert>
                {close.problem ?? reopen.problem}
              </Notice>
            )}
            {thread.hasNextPage && (
              <Button look="quiet" busy={thread.isFetchingNextPage} onClick={() => thread.fetchNextPage()}>
                {t.messages.older}
              </Button>
            )}
            <Thread
              messages={pages.flatMap((it) => it.messages)}
              words={{ me: t.messages.me, seen: t.messages.seen }}
            />
            <div className="card">
              <Form key={answers} send={answer.send} label={t.messages.send}>
                <TextField id="text" label={t.messages.answer} maxLength={10000} dir="auto" />
              </Form>
            </div>
          </Page>
        );
      }}
    </Loaded>
  );
}
