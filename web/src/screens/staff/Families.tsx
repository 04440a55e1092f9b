import { keepPreviousData, useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { http, ok, type Schemas } from '../../api/client';
import { accountsQuery, staffKeys } from '../../api/staff';
import { useStaffWords } from '../../i18n/areas';
import { Button } from '../../ui/Button';
import { Choice, Field } from '../../ui/Field';
import { Form } from '../../ui/Form';
import { EmptyState, Face, Line, List } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { MoreBelow } from '../../ui/MoreBelow';
import { Page } from '../../ui/Page';
import { Sheet } from '../../ui/Sheet';
import { useAction } from '../../ui/useAction';
import { AccountBadge } from './AccountBadge';

export default function Families() {
  const t = useStaffWords();
  const [isAdding, setAdding] = useState(false);
  const [search, setSearch] = useSearchParams();
  const wanted = search.get('search') ?? '';
  return (
    <Page
      title={t.families.title}
      aside={
        <Button icon="plus" onClick={() => setAdding(true)}>
          {t.families.add}
        </Button>
      }
    >
      <Field
        id="search"
        type="search"
        label={t.search}
        hint={t.families.searchHint}
        defaultValue={wanted}
        autoComplete="off"
        required
        onInput={(event) => {
          const typed = event.currentTarget.value;
          setSearch(typed ? { search: typed } : {}, { replace: true });
        }}
      />
      <Found search={wanted} />
      {isAdding && <AddFamily onClose={() => setAdding(false)} />}
    </Page>
  );
}

function Found({ search }: { search: string }) {
  const t = useStaffWords();
  const families = useInfiniteQuery({
    queryKey: [...staffKeys.families, 'search', search],
    queryFn: ({ pageParam }) =>
      ok(http.GET('/staff/families', { params: { query: { search: search.trim(), cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const states = useStates(families.data?.pages ?? []);
  return (
    <Loaded of={families} lines={8}>
      {({ pages }) => {
        const list = pages.flatMap((it) => it.families);
        return (
          <>
            {list.length ? (
              <List label={t.families.title}>
                {list.map((it) => (
                  <Line
                    key={it.family_id}
                    to={`/staff/families/${it.family_id}`}
                    start={<Face name={it.name} />}
                    title={it.name}
                    detail={[it.debtor_number, it.children.map((child) => child.name).join(', ')]
                      .filter(Boolean)
                      .join(' · ')}
                    end={<WorstState of={it.parents.map((parent) => states.get(parent.account_id ?? ''))} />}
                  />
                ))}
              </List>
            ) : families.hasNextPage ? null : (
              <EmptyState icon="family" title={t.families.none}>
                {t.families.noneHow}
              </EmptyState>
            )}
            <MoreBelow list={families} label={t.older} />
          </>
        );
      }}
    </Loaded>
  );
}

const WORST = ['bounced', 'not_invited', 'invited', 'delivered', 'disabled', 'activated'];

type State = Schemas['AccountState'];

/** How far everybody on these pages has come, by account; it comes after the families. */
function useStates(pages: Schemas['FamilyListView'][]): Map<string, State> {
  const ids = pages.map(({ families }) =>
    families.flatMap((it) => it.parents.flatMap((parent) => parent.account_id ?? [])),
  );
  const people = useQueries({ queries: ids.flatMap(hundreds).map(accountsQuery) });
  return new Map(people.flatMap(({ data }) => data?.people.map((it) => [it.account_id, it.state] as const) ?? []));
}

/** As many as can be asked for at once. */
function hundreds(ids: string[]): string[][] {
  return ids.length ? [ids.slice(0, 100), ...hundreds(ids.slice(100))] : [];
}

/** Of two parents the one who needs attention most. */
function WorstState({ of }: { of: (State | undefined)[] }) {
  const states = of.filter((it) => it !== undefined);
  const [worst] = states.sort((one, other) => WORST.indexOf(one) - WORST.indexOf(other));
  return worst ? <AccountBadge state={worst} /> : null;
}

function AddFamily({ onClose }: { onClose: () => void }) {
  const t = useStaffWords();
  const [, navigate] = useLocation();
  const add = useAction(
    (values: FormData) => {
      const text = (name: string) => String(values.get(name) ?? '').trim();
      return ok(
        http.POST('/staff/families', {
          body: {
            debtor_number: text('debtor_number'),
            name: text('name'),
            street: text('street'),
            postcode: text('postcode'),
            city: text('city'),
            payment: { method: 'payment_link' },
          },
        }),
      );
    },
    { done: t.saved, refresh: [staffKeys.families], after: (it) => navigate(`/staff/families/${it.family_id}`) },
  );
  return (
    <Sheet title={t.families.add} onClose={onClose}>
      <Form send={add.send} label={t.save}>
        <Field id="debtor_number" label={t.families.debtor} autoComplete="off" />
        <Field id="name" label={t.families.name} autoComplete="off" />
        <Field id="street" label={t.families.street} autoComplete="off" />
        <Field id="postcode" label={t.families.postcode} autoComplete="off" />
        <Field id="city" label={t.families.city} autoComplete="off" />
      </Form>
    </Sheet>
  );
}

export function RoleChoice({ value }: { value?: string }) {
  const t = useStaffWords();
  return (
    <Choice
      id="role"
      label={t.families.role}
      value={value}
      options={(['parent', 'payer'] as const).map((it) => ({ value: it, label: t.roles[it] }))}
    />
  );
}
