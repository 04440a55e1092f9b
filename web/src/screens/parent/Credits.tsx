import { useInfiniteQuery } from '@tanstack/react-query';
import { ledgerQuery } from '../../api/bookings';
import type { ChildOfMine } from '../../api/children';
import { useWordsOf } from '../../i18n/areas';
import { ledgerWords } from '../../i18n/ledger';
import { LinkButton } from '../../ui/Button';
import { EmptyState } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { MoreBelow } from '../../ui/MoreBelow';
import { Entries, Left } from '../ledger/Ledger';
import { OfOneChild } from './OfOneChild';

export default function Credits() {
  const t = useWordsOf(ledgerWords);
  return <OfOneChild title={t.title}>{(child) => <OfChild key={child.child_id} child={child} />}</OfOneChild>;
}

function OfChild({ child }: { child: ChildOfMine }) {
  const t = useWordsOf(ledgerWords);
  const ledger = useInfiniteQuery(ledgerQuery(child.child_id));
  return (
    <Loaded of={ledger}>
      {({ pages: [newest, ...older] }) =>
        newest?.entries.length ? (
          <>
            <Left of={newest}>
              <LinkButton look="line" icon="calendar" to={`/calendar?child=${child.child_id}`}>
                {t.use}
              </LinkButton>
            </Left>
            <Entries of={[newest, ...older].flatMap((it) => it.entries)} />
            <MoreBelow list={ledger} label={t.older} />
          </>
        ) : (
          <EmptyState icon="credits" title={t.none}>
            {t.noneHow}
          </EmptyState>
        )
      }
    </Loaded>
  );
}
