import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { type Group, useGroups } from '../../api/staff';
import { useStaffWords } from '../../i18n/areas';
import { Choice } from '../../ui/Field';
import { EmptyState } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';

type Props = { title: string; aside?: ReactNode; children: (group: Group) => ReactNode };

/** A page about one group; which one is in the address, and the last one is the first next time. */
export function OfOneGroup({ title, aside, children }: Props) {
  const t = useStaffWords();
  const groups = useGroups();
  const [search, setSearch] = useSearchParams();
  const wanted = search.get('group') ?? sessionStorage.getItem('group');

  function choose(group: string) {
    sessionStorage.setItem('group', group);
    setSearch((now) => ({ ...Object.fromEntries(now), group }), { replace: true });
  }

  return (
    <Page title={title} aside={aside}>
      <Loaded of={groups} lines={5}>
        {(list) => {
          const group = list.find((it) => it.group_id === wanted) ?? list[0];
          if (!group) {
            return (
              <EmptyState icon="group" title={t.today.noGroups}>
                {t.today.noGroupsHow}
              </EmptyState>
            );
          }
          return (
            <>
              {list.length > 1 && (
                <Choice
                  id="group"
                  label={t.group}
                  value={group.group_id}
                  options={list.map((it) => ({ value: it.group_id, label: `${it.name} (${it.location})` }))}
                  onChange={choose}
                />
              )}
              {children(group)}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
