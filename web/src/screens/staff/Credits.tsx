import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ledgerQuery } from '../../api/bookings';
import type { Schemas } from '../../api/client';
import { colleaguesQuery, staffChildQuery } from '../../api/staff';
import { useWords } from '../../i18n';
import { useStaffWords, useWordsOf } from '../../i18n/areas';
import { correctionWords } from '../../i18n/corrections';
import { ledgerWords } from '../../i18n/ledger';
import { plainDay } from '../../lib/dates.ts';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { MoreBelow } from '../../ui/MoreBelow';
import { Page } from '../../ui/Page';
import { Entries, Left } from '../ledger/Ledger';
import { Correcting } from './credits/Correcting';

/** What is left of a child's credits, all that was ever added or taken, and the form to correct it. */
export default function Credits({ params }: { params: Record<string, string> }) {
  const child = useQuery(staffChildQuery(params.child ?? ''));
  return <Loaded of={child}>{(it) => <OfChild child={it.child} />}</Loaded>;
}

function OfChild({ child }: { child: Schemas['ChildView'] }) {
  const t = useStaffWords();
  const words = useWordsOf(correctionWords);
  const { language } = useWords();
  const ledger = useInfiniteQuery(ledgerQuery(child.child_id));
  const [isOpen, setOpen] = useState(false);
  const newest = ledger.data?.pages[0];
  const colleagues = useQuery(colleaguesQuery).data;
  const who = (id: string) => {
    const name = colleagues?.colleagues.find((it) => it.person.account_id === id)?.person.name;
    // Who is no colleague is a parent, if these are all colleagues.
    return name ? words.by(name) : colleagues?.next === null && words.byParent;
  };
  const about = ({ kind, by, usable_until }: Schemas['CreditEntryView']) => {
    const gives = kind === 'grant' || kind === 'correction';
    const until = usable_until ? words.expires(plainDay(usable_until, language)) : ledgerWords[language].forEver;
    const told = [gives && until, by && who(by)].filter(Boolean).join(' · ');
    return (
      told && (
        <>
          <br />
          {told}
        </>
      )
    );
  };
  return (
    <Page
      title={words.of(`${child.first_name} ${child.last_name}`)}
      back={{ to: `/staff/children/${child.child_id}`, label: child.first_name }}
      aside={newest && <Button onClick={() => setOpen(true)}>{words.correct}</Button>}
    >
      <Loaded of={ledger}>
        {({ pages: [first, ...older] }) =>
          first && (
            <div className="columns">
              <div className="stack wide">
                <Left of={first} />
              </div>
              <div className="stack">
                {first.entries.length ? (
                  <Entries of={[first, ...older].flatMap((it) => it.entries)} more={about} />
                ) : (
                  <EmptyState icon="credits" title={words.none} />
                )}
                <MoreBelow list={ledger} label={t.older} />
              </div>
            </div>
          )
        }
      </Loaded>
      {isOpen && newest && (
        <Correcting childId={child.child_id} balance={newest.balance} onClose={() => setOpen(false)} />
      )}
    </Page>
  );
}
