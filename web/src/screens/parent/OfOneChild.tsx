import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { type ChildOfMine, useChildren } from '../../api/children';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { ChildSwitch, chosenChild } from './ChildSwitch';
import { NoChildren } from './NoChildren';

type Props = { title: string; aside?: (child: ChildOfMine) => ReactNode; children: (child: ChildOfMine) => ReactNode };

/** A page about one child, with a switch to the others; which one is in the address. */
export function OfOneChild({ title, aside, children }: Props) {
  const all = useChildren();
  const [search, setSearch] = useSearchParams();
  return (
    <Loaded of={all} lines={5}>
      {(list) => {
        const child = chosenChild(list, search.get('child'));
        if (!child) return <NoChildren title={title} />;
        return (
          <Page title={title} aside={aside?.(child)}>
            <ChildSwitch
              all={list}
              value={child.child_id}
              onChange={(id) => setSearch({ child: id }, { replace: true })}
            />
            {children(child)}
          </Page>
        );
      }}
    </Loaded>
  );
}
