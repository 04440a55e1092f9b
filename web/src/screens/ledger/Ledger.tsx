import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client';
import { useWords } from '../../i18n';
import { useWordsOf } from '../../i18n/areas';
import { ledgerWords } from '../../i18n/ledger';
import { dayOf, plainDay } from '../../lib/dates.ts';
import { hoursOf, signedOf } from '../../lib/hours.ts';
import { Card, Line, List, Section } from '../../ui/List';

export type Ledger = Schemas['CreditLedgerView'];
type Entry = Schemas['CreditEntryView'];

/** "5,5 uur" or "2 punten". */
export function useAmount() {
  const t = useWordsOf(ledgerWords);
  const { language } = useWords();
  return (amount: string, unit: 'hours' | 'points', write = hoursOf) => t[unit](write(amount, language));
}

/** What is left, and what of it can be used until when. */
export function Left({ of: { balance, credits }, children }: { of: Ledger; children?: ReactNode }) {
  const t = useWordsOf(ledgerWords);
  const { language } = useWords();
  const amount = useAmount();
  const { hours, points } = balance;
  const first = credits.find((it) => it.usable_until)?.usable_until;
  return (
    <>
      <Card>
        <p>
          <span className="muted">{t.left}</span>
          {(Number(hours) > 0 || Number(points) === 0) && <strong className="figure">{amount(hours, 'hours')}</strong>}
          {Number(points) > 0 && <strong className="figure">{amount(points, 'points')}</strong>}
        </p>
        {first && <p>{t.first(plainDay(first, language))}</p>}
        {children && <div>{children}</div>}
      </Card>
      {credits.length > 0 && (
        <Section title={t.open}>
          <List label={t.open}>
            {credits.map((it) => (
              <Line
                key={it.grant_id}
                title={amount(it.left, it.unit)}
                detail={
                  <>
                    {it.usable_until ? t.until(plainDay(it.usable_until, language)) : t.forEver}
                    <br />
                    {it.cause} · {t.earned(plainDay(it.earned_on, language))}
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

/** All that was added and taken, with why, and by which rule. */
export function Entries({ of: entries, more }: { of: Entry[]; more?: (entry: Entry) => ReactNode }) {
  const t = useWordsOf(ledgerWords);
  const { language } = useWords();
  const amount = useAmount();
  return (
    <Section title={t.all}>
      <List label={t.all}>
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
                {more?.(it)}
              </>
            }
            end={<strong>{amount(it.change, it.unit, signedOf)}</strong>}
          />
        ))}
      </List>
    </Section>
  );
}
