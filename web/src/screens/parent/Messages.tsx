import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { type FamilyOfMine, useFamilies } from '../../api/children';
import { http, ok } from '../../api/client';
import { messageKeys } from '../../api/messages';
import { useWords } from '../../i18n';
import { useParentWords } from '../../i18n/areas';
import { briefly } from '../../lib/dates.ts';
import { useOrganisation } from '../../organisation';
import { Button, LinkButton } from '../../ui/Button';
import { Choice, Field, TextField } from '../../ui/Field';
import { Form } from '../../ui/Form';
import { Badge, EmptyState, Line, List, Sign } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { MoreBelow } from '../../ui/MoreBelow';
import { Page } from '../../ui/Page';
import { Sheet } from '../../ui/Sheet';
import { useAction } from '../../ui/useAction';

export default function Messages() {
  const t = useParentWords();
  const families = useFamilies();
  const [isAsking, setAsking] = useState(false);
  return (
    <Page
      title={t.messages.title}
      aside={
        <Button icon="plus" onClick={() => setAsking(true)}>
          {t.messages.ask}
        </Button>
      }
    >
      <Loaded of={families}>
        {(list) => (
          <>
            {list.map((it) => (
              <Conversations key={it.family_id} family={it} />
            ))}
            {isAsking && <Ask families={list} onClose={() => setAsking(false)} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Conversations({ family }: { family: FamilyOfMine }) {
  const t = useParentWords();
  const { language } = useWords();
  const conversations = useInfiniteQuery({
    queryKey: messageKeys.ofFamily(family.family_id),
    queryFn: ({ pageParam }) =>
      ok(
        http.GET('/families/{family_id}/conversations', {
          params: { path: { family_id: family.family_id }, query: { cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  return (
    <Loaded of={conversations}>
      {({ pages }) => {
        const list = pages.flatMap((it) => it.conversations);
        if (!list.length) {
          return (
            <EmptyState icon="messages" title={t.messages.none}>
              {t.messages.noneHow}
            </EmptyState>
          );
        }
        return (
          <>
            <List label={t.messages.title}>
              {list.map(({ conversation: it, unread }) => (
                <Line
                  key={it.conversation_id}
                  to={`/messages/${it.conversation_id}`}
                  start={<Sign icon="messages" />}
                  title={<span dir="auto">{it.subject}</span>}
                  detail={`${it.last_author}: ${it.last_words}`}
                  end={
                    unread ? (
                      <Badge mood="bad">{unread}</Badge>
                    ) : (
                      <span className="muted small">{briefly(it.last_at, language)}</span>
                    )
                  }
                />
              ))}
            </List>
            <MoreBelow list={conversations} label={t.messages.older} />
          </>
        );
      }}
    </Loaded>
  );
}

/** To the office, or to the group of a child: one question a time, and the phone for whoever is in a hurry. */
function Ask({ families, onClose }: { families: FamilyOfMine[]; onClose: () => void }) {
  const t = useParentWords();
  const organisation = useOrganisation();
  const [, navigate] = useLocation();
  const options = families.flatMap((family) => [
    {
      value: `${family.family_id} office`,
      label: families.length > 1 ? `${t.messages.office} (${family.name})` : t.messages.office,
    },
    ...family.children.flatMap((child) =>
      child.group_ids.map((group) => ({
        value: `${family.family_id} ${group}`,
        label: t.messages.groupOf(child.first_name),
      })),
    ),
  ]);
  const ask = useAction(
    (values: FormData) => {
      const [family_id = '', to = ''] = String(values.get('to')).split(' ');
      return ok(
        http.POST('/families/{family_id}/conversations', {
          params: { path: { family_id } },
          body: {
            about: to === 'office' ? 'office' : 'group',
            group_id: to === 'office' ? null : to,
            subject: String(values.get('subject')).trim(),
            text: String(values.get('text')).trim(),
          },
        }),
      );
    },
    {
      done: t.messages.sent,
      refresh: families.map((it) => messageKeys.ofFamily(it.family_id)),
      after: (it) => navigate(`/messages/${it.conversation_id}`),
    },
  );
  return (
    <Sheet title={t.messages.ask} onClose={onClose}>
      <Form send={ask.send} label={t.messages.send} names={{ group_id: 'to', about: 'to' }}>
        <Choice id="to" label={t.messages.to} options={options} />
        <Field id="subject" label={t.messages.subject} maxLength={200} dir="auto" />
        <TextField id="text" label={t.messages.text} maxLength={10000} dir="auto" />
      </Form>
      {organisation && (
        <LinkButton look="quiet" icon="phone" to={`tel:${organisation.phone.replace(/[^0-9+]/g, '')}`}>
          {t.messages.urgent(organisation.phone)}
        </LinkButton>
      )}
    </Sheet>
  );
}
