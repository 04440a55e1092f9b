import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useSearchParams } from 'wouter';
import { type BookedDay, creditsQuery, monthQuery } from '../../api/bookings';
import { type ChildOfMine, useChildren } from '../../api/children';
import { useWords } from '../../i18n';
import { useParentWords } from '../../i18n/areas';
import { type Day, isDay, isMonth, type Month, monthOf, shortDay, thisMonth, today } from '../../lib/dates.ts';
import { leading } from '../../lib/days.ts';
import { hoursOf } from '../../lib/hours.ts';
import { LinkButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Badge, EmptyState, Line, List, Section } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { MonthGrid } from '../../ui/MonthGrid';
import { Page } from '../../ui/Page';
import { ChildSwitch, chosenChild } from './ChildSwitch';
import { NoChildren } from './NoChildren';
import { COLOURS, ICONS, MOODS } from './states';

// Begins to load as soon as the month is drawn, so that it is there for the first tap.
const loadSheet = () => import('./day/DaySheet');
const DaySheet = lazy(loadSheet);

type State = BookedDay['state'];
const IN_KEY: State[] = ['contract', 'granted', 'requested', 'waiting', 'cancelled', 'closed'];

export default function Calendar() {
  const t = useParentWords();
  const children = useChildren();
  const [search] = useSearchParams();
  return (
    <Loaded of={children} lines={6}>
      {(list) => {
        const child = chosenChild(list, search.get('child'));
        return child ? <ChildCalendar child={child} all={list} /> : <NoChildren title={t.calendar.title} />;
      }}
    </Loaded>
  );
}

function ChildCalendar({ child, all }: { child: ChildOfMine; all: ChildOfMine[] }) {
  const t = useParentWords();
  const { language } = useWords();
  const view = useView(child.child_id);
  const { month } = view;
  const booked = useQuery(monthQuery(child.child_id, month));
  const credits = useQuery(creditsQuery(child.child_id));
  // Of this month what is still to come; of any other month all of it.
  const from = month === thisMonth() ? today() : '';
  useEffect(() => void loadSheet(), []);
  const byDay = Object.groupBy(booked.data?.days ?? [], (it) => it.day);

  const shown = (day: Day) => {
    const list = byDay[day] ?? [];
    const it = leading(list);
    const states = new Set(list.map(({ state }) => t.calendar.states[state]));
    return {
      state: it && COLOURS[it.state],
      label: [...states].join(', ') || t.calendar.states.none,
      content: it && <StateIcon state={it.state} />,
    };
  };

  return (
    <Page
      title={t.calendar.title}
      aside={
        credits.data && Number(credits.data.balance.hours) > 0 ? (
          <LinkButton look="quiet" icon="credits" to={`/credits?child=${child.child_id}`}>
            {t.calendar.balance(hoursOf(credits.data.balance.hours, language))}
          </LinkButton>
        ) : null
      }
    >
      <ChildSwitch all={all} value={child.child_id} onChange={(id) => view.go({ child: id })} />
      <div className="columns">
        <div className="card stack">
          <MonthGrid
            month={month}
            language={language}
            labels={{ previous: t.calendar.previous, next: t.calendar.next }}
            onMonth={(it) => view.go({ month: it })}
            onDay={view.open}
            day={shown}
          />
          <Key />
          <div className="row between">
            <LinkButton look="line" icon="absent" to={`/absences?child=${child.child_id}`}>
              {t.places.absences}
            </LinkButton>
            <LinkButton look="quiet" icon="rules" to="/rules">
              {t.places.rules}
            </LinkButton>
            <LinkButton look="quiet" icon="calendar" to="/calendar-feed">
              {t.places.feed}
            </LinkButton>
          </div>
        </div>
        <Section title={t.calendar.thisMonth}>
          <Loaded of={booked} lines={5}>
            {({ days }) => <DaysOfMonth days={days.filter((it) => it.day >= from)} onDay={view.open} />}
          </Loaded>
        </Section>
      </div>
      {view.day && (
        <Suspense>
          <DaySheet
            key={view.day}
            child={child}
            day={view.day}
            booked={byDay[view.day] ?? []}
            isKnown={booked.isSuccess}
            onMove={(day) => view.go({ day, month: monthOf(day) })}
            onClose={view.close}
          />
        </Suspense>
      )}
    </Page>
  );
}

/** Child, month and the open day stand in the address, so that Back closes the day and a link can be mailed. */
function useView(child: string) {
  const [search, setSearch] = useSearchParams();
  const wasOpened = useRef(false);
  const asked = search.get('month');
  const day = search.get('day');
  const month: Month = isMonth(asked) ? asked : isDay(day) ? monthOf(day) : thisMonth();

  const go = (change: { child?: string; month?: Month; day?: Day }) =>
    setSearch({ child, month, ...(isDay(day) && { day }), ...change }, { replace: true });
  const open = (chosen: Day) => {
    wasOpened.current = true;
    setSearch({ child, month, day: chosen });
  };
  const close = () => {
    if (wasOpened.current) history.back();
    else setSearch({ child, month }, { replace: true });
    wasOpened.current = false;
  };
  return { month, day: isDay(day) ? day : undefined, go, open, close };
}

function StateIcon({ state }: { state: State }) {
  return <Icon name={ICONS[state]} size={16} />;
}

function Key() {
  const t = useParentWords();
  return (
    <ul className="key" aria-label={t.calendar.key}>
      {IN_KEY.map((state) => (
        <li key={state}>
          <span className="day" data-state={COLOURS[state]}>
            <StateIcon state={state} />
          </span>
          {t.calendar.states[state]}
        </li>
      ))}
    </ul>
  );
}

function DaysOfMonth({ days, onDay }: { days: BookedDay[]; onDay: (day: Day) => void }) {
  const t = useParentWords();
  const { language } = useWords();
  if (!days.length) {
    return (
      <EmptyState icon="calendar" title={t.calendar.nothing}>
        {t.calendar.nothingHow}
      </EmptyState>
    );
  }
  return (
    <List label={t.calendar.thisMonth}>
      {days.map((it) => (
        <Line
          key={`${it.day}${it.group_id}${it.state}${it.opens}`}
          title={<span className="capital">{shortDay(it.day, language)}</span>}
          detail={it.closed_because ?? it.group}
          end={<Badge mood={MOODS[it.state]}>{t.calendar.states[it.state]}</Badge>}
          onClick={() => onDay(it.day)}
        />
      ))}
    </List>
  );
}
