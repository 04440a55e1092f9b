import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { http, ok } from '../../api/client';
import { messageKeys } from '../../api/messages';
import { useParentWords } from '../../i18n/areas';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { Form } from '../../ui/Form';
import { Loaded } from '../../ui/Loaded';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { useAction } from '../../ui/useAction';
import { Thread } from '../Thread';

export default function Conversation({ params }: { params: Record<string, string> }) {
  const t = useParentWords();
  // Mails lead here: the id of a conversation begins with that of its family.
  const conversation_id = params.conversation ?? '';
  const path = { family_id: conversation_id.split('.')[0] ?? '', conversation_id };
  const [answers, setAnswers] = useState(0);
  const refresh = [messageKeys.ofFamily(path.family_id), messageKeys.thread(path.conversation_id)];
  const thread = useInfiniteQuery({
    queryKey: messageKeys.thread(path.conversation_id),
    queryFn: ({ pageParam }) =>
      ok(
        http.GET('/families/{family_id}/conversations/{conversation_id}', {
          params: { path, query: { cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const newest = thread.data?.pages[0]?.messages[0]?.message_id;
  const read = useAction(
    (until: string) =>
      ok(
        http.POST('/families/{family_id}/conversations/{conversation_id}/reading', {
          params: { path },
          body: { until },
        }),
      ),
    { refresh: [messageKeys.ofFamily(path.family_id), ['home']] },
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each newest message that is on the screen
  useEffect(() => {
    if (newest) read.run(newest);
  }, [newest]);
  const answer = useAction(
    (values: FormData) =>
      ok(
        http.POST('/families/{family_id}/conversations/{conversation_id}/messages', {
          params: { path },
          body: { text: String(values.get('text')).trim() },
        }),
      ),
    { done: t.sent, refresh, after: () => setAnswers(answers + 1) },
  );
  return (
    <Loaded of={thread}>
      {({ pages }) => {
        const conversation = pages[0]?.conversation;
        return (
          <Page title={conversation?.subject ?? t.messages.title} back={{ to: '/messages', label: t.messages.back }}>
            {thread.hasNextPage && (
              <Button look="quiet" busy={thread.isFetchingNextPage} onClick={() => thread.fetchNextPage()}>
                {t.messages.older}
              </Button>
            )}
            <Thread
              messages={pages.flatMap((it) => it.messages)}
              words={{ me: t.messages.me, seen: t.messages.seen }}
            />
            {conversation && !conversation.is_open && <Notice>{t.messages.closed}</Notice>}
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
