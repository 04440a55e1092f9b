import { useQuery } from '@tanstack/react-query';
import { creditsQuery } from '../../api/bookings';
import type { ChildOfMine } from '../../api/children';
import type { Schemas } from '../../api/client';
import { useWords } from '../../i18n';
import { useParentWords } from '../../i18n/areas';
import { plainDay } from '../../lib/dates.ts';
import { hoursOf } from '../../lib/hours.ts';
import { LinkButton } from '../../ui/Button';
import { Badge, Card, EmptyState, Line, List } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { OfOneChild } from './OfOneChild';

export default function Credits() {
  const t = useParentWords();
  return <OfOneChild title={t.credits.title}>{(child) => <OfChild key={child.child_id} child={child} />}</OfOneChild>;
}

function OfChild({ child }: { child: ChildOfMine }) {
  const t = useParentWords();
  const credits = useQuery(creditsQuery(child.child_id));
  return (
    <Loaded of={credits}>
      {(balance) =>
        balance.credits.length ? (
          <Ledger balance={balance} child={child} />
        ) : (
          <EmptyState icon="credits" title={t.credits.none}>
            {t.credits.noneHow}
          </EmptyState>
        )
      }
    </Loaded>
  );
}

function Ledger({ balance, child }: { balance: Schemas['CreditBalanceView']; child: ChildOfMine }) {
  const t = useParentWords();
  const { language } = useWords();
  return (
    <>
      <Card>
        <p>
          <span className="muted">{t.credits.left}</span>
          <strong className="figure">{t.hours(hoursOf(balance.hours, language))}</strong>
        </p>
        {balance.first_expiry && <p>{t.credits.first(plainDay(balance.first_expiry, language))}</p>}
        <div>
          <LinkButton look="line" icon="calendar" to={`/calendar?child=${child.child_id}`}>
            {t.credits.use}
          </LinkButton>
        </div>
      </Card>
      <List label={t.credits.title}>
        {balance.credits.map((it) => (
          <Line
            key={it.credit_id}
            title={t.hours(hoursOf(it.hours, language))}
            detail={
              <>
                {it.cause} · {t.credits.earned(plainDay(it.earned_on, language))}
                <br />
                {t.credits.until(plainDay(it.valid_until, language))}
              </>
            }
            end={it.is_valid ? null : <Badge>{t.credits.over}</Badge>}
          />
        ))}
      </List>
    </>
  );
}
