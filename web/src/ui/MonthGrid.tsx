import './month.css';
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import {
  addDays,
  addMonths,
  type Day,
  fullDay,
  fullMonth,
  type Month,
  monthOf,
  today,
  weekdayName,
  weeksOf,
} from '../lib/dates.ts';
import { IconButton } from './Button';

type Props = {
  month: Month;
  language: string;
  labels: { previous: string; next: string };
  onMonth: (month: Month) => void;
  onDay: (day: Day) => void;
  day: (day: Day) => { state?: string; label: string; content?: ReactNode };
};

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6];

/** A month of days: one stop for the Tab key, arrows go from day to day, PageUp and PageDown from month to month. */
export function MonthGrid({ month, language, labels, onMonth, onDay, day }: Props) {
  const weeks = useMemo(() => weeksOf(month), [month]);
  const [active, setActive] = useState(today());
  const table = useRef<HTMLTableElement>(null);
  const stop = monthOf(active) === month ? active : `${month}-01`;
  const title = fullMonth(month, language);

  function focus(on: Day) {
    setActive(on);
    if (monthOf(on) !== month) onMonth(monthOf(on));
    // Two frames: the other month has to be there first.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => table.current?.querySelector<HTMLElement>(`[data-day="${on}"]`)?.focus()),
    );
  }

  function pressed(event: KeyboardEvent) {
    const step = STEPS[event.key];
    if (step) focus(addDays(stop, step));
    else if (event.key === 'PageUp') focus(`${addMonths(month, -1)}-01`);
    else if (event.key === 'PageDown') focus(`${addMonths(month, 1)}-01`);
    else return;
    event.preventDefault();
  }

  return (
    <section aria-label={title} className="month">
      <div className="row whole between">
        <IconButton icon="previous" label={labels.previous} onClick={() => onMonth(addMonths(month, -1))} />
        <h2 className="capital" aria-live="polite">
          {title}
        </h2>
        <IconButton icon="next" label={labels.next} onClick={() => onMonth(addMonths(month, 1))} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the ARIA pattern for a grid of dates */}
      <table ref={table} role="grid" aria-label={title} onKeyDown={pressed}>
        <thead>
          <tr>
            {WEEKDAYS.map((weekday) => (
              <th key={weekday} scope="col" abbr={weekdayName(weekday, language, 'long')}>
                {weekdayName(weekday, language, 'short')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week, row) => (
            <tr key={row}>
              {week.map((it, column) =>
                it ? (
                  <td key={it}>
                    <DayButton
                      day={it}
                      shown={day(it)}
                      language={language}
                      isStop={it === stop}
                      onClick={() => {
                        setActive(it);
                        onDay(it);
                      }}
                    />
                  </td>
                ) : (
                  <td key={column} />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type DayProps = { day: Day; shown: ReturnType<Props['day']>; language: string; isStop: boolean; onClick: () => void };

function DayButton({ day, shown, language, isStop, onClick }: DayProps) {
  return (
    <button
      type="button"
      className="day"
      data-day={day}
      data-state={shown.state}
      tabIndex={isStop ? 0 : -1}
      aria-current={day === today() ? 'date' : undefined}
      aria-label={`${fullDay(day, language)}: ${shown.label}`}
      onClick={onClick}
    >
      <span className="number">{Number(day.slice(8))}</span>
      {shown.content}
    </button>
  );
}
