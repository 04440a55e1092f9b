import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { http, ok } from '../../api/client';
import { useMe } from '../../api/session';
import { staffKeys, useGroups } from '../../api/staff';
import { useWords } from '../../i18n';
import { useStaffWords } from '../../i18n/areas';
import { Button } from '../../ui/Button';
import { Choice, Field, Tick } from '../../ui/Field';
import { Form } from '../../ui/Form';
import { Face, Line, List } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { MoreBelow } from '../../ui/MoreBelow';
import { Page } from '../../ui/Page';
import { Sheet } from '../../ui/Sheet';
import { useAction } from '../../ui/useAction';
import { AccountBadge } from './AccountBadge';
import { SendLink } from './SendLink';
import { TurnOffCode } from './TurnOffCode';

const ROLES = ['group_worker', 'planner', 'administrator'] as const;

export default function Colleagues() {
  const t = useStaffWords();
  const { isOffice, isAdministrator, account_id } = useMe();
  const [isAdding, setAdding] = useState(false);
  const colleagues = useInfiniteQuery({
    queryKey: staffKeys.colleagues,
    queryFn: ({ pageParam }) => ok(http.GET('/staff/colleagues', { params: { query: { cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  return (
    <Page
      title={t.colleagues.title}
      aside={
        isAdministrator && (
          <Button icon="plus" onClick={() => setAdding(true)}>
            {t.colleagues.add}
          </Button>
        )
      }
    >
      <Loaded of={colleagues} lines={6}>
        {({ pages }) => (
          <>
            <List label={t.colleagues.title}>
              {pages
                .flatMap((it) => it.colleagues)
                .map(({ person, role }) => (
                  <Line
                    key={person.account_id}
                    start={<Face name={person.name} />}
                    title={person.account_id === account_id ? `${person.name} (${t.colleagues.you})` : person.name}
                    detail={
                      <>
                        {role && t.roles[role]}
                        <br />
                        {person.email}
                      </>
                    }
                    end={<AccountBadge state={person.state} />}
                  >
                    {person.state === 'activated'
                      ? isAdministrator &&
                        person.account_id !== account_id && (
                          <TurnOffCode accountId={person.account_id} name={person.name} />
                        )
                      : isOffice &&
                        person.state !== 'disabled' && (
                          <SendLink accountId={person.account_id} isFirst={person.state === 'not_invited'} />
                        )}
                  </Line>
                ))}
            </List>
            <MoreBelow list={colleagues} label={t.older} />
          </>
        )}
      </Loaded>
      {isAdding && <AddColleague onClose={() => setAdding(false)} />}
    </Page>
  );
}

function AddColleague({ onClose }: { onClose: () => void }) {
  const t = useStaffWords();
  const { language } = useWords();
  const groups = useGroups();
  const [role, setRole] = useState<string>('group_worker');
  const add = useAction(
    (values: FormData) =>
      ok(
        http.POST('/staff/colleagues', {
          body: {
            name: String(values.get('name')).trim(),
            email: String(values.get('email')).trim(),
            language,
            role: ROLES.find((it) => it === values.get('role')) ?? 'group_worker',
            group_ids: values.getAll('groups').map(String),
          },
        }),
      ),
    { done: t.colleagues.added, refresh: [staffKeys.colleagues], after: onClose },
  );
  return (
    <Sheet title={t.colleagues.add} onClose={onClose}>
      <Form send={add.send} label={t.save}>
        <Field id="name" label={t.colleagues.name} autoComplete="off" />
        <Field id="email" type="email" label={t.colleagues.email} autoComplete="off" />
        <Choice
          id="role"
          label={t.colleagues.role}
          value={role}
          onChange={setRole}
          options={ROLES.map((it) => ({ value: it, label: t.roles[it] }))}
        />
        {role === 'group_worker' && (
          <fieldset>
            <legend>{t.colleagues.groups}</legend>
            <p className="muted small">{t.colleagues.groupsHint}</p>
            {groups.data?.map((it) => (
              <Tick
                key={it.group_id}
                id={`group-${it.group_id}`}
                name="groups"
                value={it.group_id}
                label={`${it.name} (${it.location})`}
              />
            ))}
          </fieldset>
        )}
      </Form>
    </Sheet>
  );
}
