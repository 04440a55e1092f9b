import { useInfiniteQuery } from '@tanstack/react-query';
import { ledgerQuery } from '../../api/bookings';
import type { ChildOfMine } from '../../api/children';
import type { Schemas } from '../../api/client';
import { useWords } from '../../i18n';
import { useParentWords } from '../../i18n/areas';
import { dayOf, plainDay } from '../../lib/dates.ts';
import { hoursOf, signedOf } from '../../lib/hours.ts';
import { LinkButton } from '../../ui/Button';
import { Card, EmptyState, Line, List, Section } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { MoreBelow } from '../../ui/MoreBelow';
import { OfOneChild } from './OfOneChild';

type Ledger = Schemas['CreditLedgerView'];

export default function Credits() {
  const t = useParentWords();
  return <OfOneChild title={t.credits.title}>{(child) => <OfChild key={child.child_id} child={child} />}</OfOneChild>;
}

function OfChild({ child }: { child: ChildOfMine }) {
  const t = useParentWords();
  const ledger = useInfiniteQuery(ledgerQuery(child.child_id));
  return (
    <Loaded of={ledger}>
      {({ pages: [newest, ...older] }) =>
        newest?.entries.length ? (
          <>
            <Left of={newest} child={child} />
            <Entries of={[newest, ...older].flatMap((it) => it.entries)} />
            <MoreBelow list={ledger} label={t.credits.older} />
          </>
        ) : (
          <EmptyState icon="credits" title={t.credits.none}>
            {t.credits.noneHow}
          </EmptyState>
        )
      }
    </Loaded>
  );
}

/** "5,5 uur" or "2 punten". */
function useAmount() {
  const t = useParentWords();
  const { language } = useWords();
  return (amount: string, unit: 'hours' | 'points', write = hoursOf) =>
    unit === 'hours' ? t.hours(write(amount, language)) : t.credits.points(write(amount, language));
}

function Left({ of: ledger, child }: { of: Ledger; child: ChildOfMine }) {
  const t = useParentWords();
  const { language } = useWords();
  const amount = useAmount();
  const { hours, points } = ledger.balance;
  const first = ledger.credits.find((it) => it.usable_until)?.usable_until;
  return (
    <>
      <Card>
        <p>
          <span className="muted">{t.credits.left}</span>
          {(Number(hours) > 0 || Number(points) === 0) && <strong className="figure">{amount(hours, 'hours')}</strong>}
          {Number(points) > 0 && <strong className="figure">{amount(points, 'points')}</strong>}
        </p>
        {first && <p>{t.credits.first(plainDay(first, language))}</p>}
        <div>
          <LinkButton look="line" icon="calendar" to={`/calendar?child=${child.child_id}`}>
            {t.credits.use}
          </LinkButton>
        </div>
      </Card>
      {ledger.credits.length > 0 && (
        <Section title={t.credits.open}>
          <List label={t.credits.open}>
            {ledger.credits.map((it) => (
              <Line
                key={it.grant_id}
                title={amount(it.left, it.unit)}
                detail={
                  <>
                    {it.usable_until ? t.credits.until(plainDay(it.usable_until, language)) : t.credits.forEver}
                    <br />
                    {it.cause} · {t.credits.earned(plainDay(it.earned_on, language))}
                  </>
                }
              />
            ))}
          </List>
        </Section>
      )}
    </>
  );
}

function Entries({ of: entries }: { of: Schemas['CreditEntryView'][] }) {
  const t = useParentWords();
  const { language } = useWords();
  const amount = useAmount();
  return (
    <Section title={t.credits.all}>
      <List label={t.credits.all}>
        {entries.map((it) => (
          <Line
            key={it.entry_id}
            title={it.what}
            detail={
              <>
                {plainDay(dayOf(it.at), language)} · {it.cause}
                {it.rule && (
                  <>
                    <br />
                    {it.rule}
                  </>
                )}
              </>
            }
            end={<strong>{amount(it.change, it.unit, signedOf)}</strong>}
          />
        ))}
      </List>
    </Section>
  );
}
