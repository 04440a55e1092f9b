import './contracts.css';
import type { ReactNode } from 'react';
import type { Contract } from '../../api/contracts';
import { useWords } from '../../i18n';
import { useWordsOf } from '../../i18n/areas';
import { contractWords } from '../../i18n/contracts';
import type { Agreed } from '../../lib/contracts.ts';
import { capital, plainDay, weekdayName } from '../../lib/dates.ts';
import { clockOf, hoursOf } from '../../lib/hours.ts';
import { euros } from '../../lib/money.ts';
import { Badge, Card, Facts, type Mood } from '../../ui/List';

const MOODS: Record<Contract['state'], Mood> = { running: 'good', coming: 'brand', over: 'plain', called_off: 'plain' };

/** A contract: what holds now, what will, and what was agreed before. */
export function OneContract({ of: { number, shown, later, before }, children }: Shown) {
  const t = useWordsOf(contractWords);
  const { language } = useWords();
  return (
    <Card title={`${t.careTypes[shown.care_type]} · ${shown.group}`} aside={<StateOf row={shown} />}>
      <p className="muted small">{t.number(number)}</p>
      <Terms of={shown} />
      {later.map((it) => (
        <div key={it.version} className="stack">
          <h3>{t.later(plainDay(it.start, language))}</h3>
          <Terms of={it} />
        </div>
      ))}
      {before.length > 0 && (
        <details>
          <summary className="link">{t.history(before.length)}</summary>
          <div className="stack">
            {before.map((it) => (
              <div key={it.version} className="stack past">
                <StateOf row={it} />
                <Terms of={it} />
              </div>
            ))}
          </div>
        </details>
      )}
      {children}
    </Card>
  );
}

type Shown = { of: Agreed<Contract>; children?: ReactNode };

function StateOf({ row }: { row: Contract }) {
  const t = useWordsOf(contractWords);
  return (
    <div>
      <Badge mood={MOODS[row.state]}>{t.states[row.state]}</Badge>
    </div>
  );
}

function Terms({ of: row }: { of: Contract }) {
  const t = useWordsOf(contractWords);
  const { language } = useWords();
  return (
    <>
      <ul className="pattern" aria-label={t.days}>
        {row.days.map((it) => (
          <li key={it.weekday}>
            <b>{capital(weekdayName(it.weekday, language, 'long'))}</b>
            <span>
              {clockOf(it.opens)} – {clockOf(it.closes)}
            </span>
            <span className="muted">{t.hours(hoursOf(it.hours, language))}</span>
          </li>
        ))}
      </ul>
      <Facts
        of={[
          [t.from, plainDay(row.start, language)],
          [t.until, row.until ? plainDay(row.until, language) : t.goesOn],
          [t.perWeek, hoursOf(row.hours_per_week, language)],
          [t.weeks, row.weeks_per_year],
          ...(row.calendar ? [[t.calendar, row.calendar] as [string, string]] : []),
          [t.rate, euros(row.hourly_rate, language)],
        ]}
      />
    </>
  );
}
