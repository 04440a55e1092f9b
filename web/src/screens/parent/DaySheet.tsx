import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type BookedDay, keys, quoteQuery } from '../../api/bookings';
import type { ChildOfMine } from '../../api/children';
import { http, ok } from '../../api/client';
import { useWords } from '../../i18n';
import { useParentWords } from '../../i18n/areas';
import { addDays, type Day, fullDay, moment, today } from '../../lib/dates.ts';
import { hoursOf } from '../../lib/hours.ts';
import { euros } from '../../lib/money.ts';
import { Button, IconButton } from '../../ui/Button';
import { Badge, Facts } from '../../ui/List';
import { Loaded, Skeleton } from '../../ui/Loaded';
import { Notice } from '../../ui/Notice';
import { Sheet } from '../../ui/Sheet';
import { useAction } from '../../ui/useAction';
import { MOODS } from './states';

type Props = {
  child: ChildOfMine;
  day: Day;
  booked: BookedDay | undefined;
  /** Whether the month is there: only then a day without anything is a day without care. */
  isKnown: boolean;
  onMove: (day: Day) => void;
  onClose: () => void;
};

/** One day of one child: what it is, and what can be done about it. */
export function DaySheet({ child, day, booked, isKnown, onMove, onClose }: Props) {
  const t = useParentWords();
  const { language } = useWords();
  const state = booked?.state ?? 'none';
  const canAsk = isKnown && day >= today() && (state === 'none' || state === 'declined' || state === 'withdrawn');
  return (
    <Sheet title={fullDay(day, language)} onClose={onClose}>
      <div className="row whole between">
        <IconButton icon="previous" label={t.calendar.previousDay} onClick={() => onMove(addDays(day, -1))} />
        <span className="row">
          {child.first_name}
          {isKnown && <Badge mood={booked && MOODS[booked.state]}>{t.calendar.states[state]}</Badge>}
        </span>
        <IconButton icon="next" label={t.calendar.nextDay} onClick={() => onMove(addDays(day, 1))} />
      </div>
      {!isKnown && <Skeleton lines={2} />}
      {booked && <Known booked={booked} />}
      {booked?.state === 'requested' && <Withdraw child={child} day={day} />}
      {canAsk && <Ask child={child} day={day} />}
      {isKnown && !booked && !canAsk && <p className="muted">{t.calendar.past}</p>}
    </Sheet>
  );
}

function Known({ booked }: { booked: BookedDay }) {
  const t = useParentWords();
  const { language } = useWords();
  const extra = booked.extra_day;
  const facts: [string, ReactNode][] = [
    [t.calendar.groupName, booked.group],
    [t.calendar.care, t.hours(hoursOf(booked.hours, language))],
  ];
  if (extra) {
    facts.push(
      [t.calendar.price, euros(extra.price, language)],
      [t.calendar.askedOn, moment(extra.asked_at, language)],
    );
  }
  if (extra?.decided_at) facts.push([t.calendar.decidedOn, moment(extra.decided_at, language)]);
  return (
    <>
      <p>{booked.state === 'closed' ? (booked.closed_because ?? t.calendar.closed) : t.calendar[booked.state]}</p>
      {extra?.rule && <Notice>{extra.rule}</Notice>}
      {extra?.reason && <p className="lines">{extra.reason}</p>}
      {booked.state !== 'closed' && <Facts of={facts} />}
    </>
  );
}

type OfDay = { child: ChildOfMine; day: Day };

function Withdraw({ child, day }: OfDay) {
  const t = useParentWords();
  const withdraw = useAction(
    () =>
      ok(http.DELETE('/children/{child_id}/extra-days/{day}', { params: { path: { child_id: child.child_id, day } } })),
    { done: t.calendar.withdrawnNow, refresh: [keys.child(child.child_id)] },
  );
  return (
    <>
      {withdraw.problem && (
        <Notice kind="bad" alert>
          {withdraw.problem}
        </Notice>
      )}
      <Button look="line" block busy={withdraw.busy} onClick={() => withdraw.run(undefined)}>
        {t.calendar.withdraw}
      </Button>
    </>
  );
}

/** The price and the places come first, the button after them. */
function Ask({ child, day }: OfDay) {
  const t = useParentWords();
  const { language } = useWords();
  const quote = useQuery(quoteQuery(child.child_id, day));
  const ask = useAction(
    () =>
      ok(
        http.POST('/children/{child_id}/extra-days', {
          params: { path: { child_id: child.child_id } },
          body: { day },
        }),
      ),
    { done: t.calendar.asked, refresh: [keys.child(child.child_id)] },
  );
  return (
    <Loaded of={quote} lines={2}>
      {(it) => (
        <>
          <Facts
            of={[
              [t.calendar.price, euros(it.price, language)],
              [t.calendar.rate, euros(it.hourly_rate, language)],
              [t.calendar.care, t.hours(hoursOf(it.hours, language))],
              [t.calendar.groupName, it.group],
              [t.calendar.places, it.places_left],
            ]}
          />
          {!it.has_place && <Notice kind="warn">{t.calendar.full}</Notice>}
          <p className="muted small">{t.calendar.billed}</p>
          {ask.problem && (
            <Notice kind="bad" alert>
              {ask.problem}
            </Notice>
          )}
          <Button icon="plus" block busy={ask.busy} onClick={() => ask.run(undefined)}>
            {t.calendar.ask}
          </Button>
        </>
      )}
    </Loaded>
  );
}
