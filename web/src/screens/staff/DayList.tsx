import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import type { Schemas } from '../../api/client';
import { type Group, groupDayQuery } from '../../api/staff';
import { useWords } from '../../i18n';
import { useStaffWords } from '../../i18n/areas';
import { addDays, type Day, isDay, longDay, today } from '../../lib/dates.ts';
import { clockOf, hoursOf } from '../../lib/hours.ts';
import { Button, IconButton } from '../../ui/Button';
import { Badge, EmptyState, Face, Line, List, Section } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { Notice } from '../../ui/Notice';
import { OfOneGroup } from './OfOneGroup';

type GroupDay = Schemas['GroupDayView'];

/** Who comes to the group: the page a group worker has open all day. */
export default function DayList() {
  const t = useStaffWords();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('day');
  const day = isDay(asked) ? asked : today();
  const go = (to: Day) => setSearch((now) => ({ ...Object.fromEntries(now), day: to }), { replace: true });
  return (
    <OfOneGroup
      title={t.today.title}
      aside={
        day !== today() && (
          <Button look="line" onClick={() => go(today())}>
            {t.today.now}
          </Button>
        )
      }
    >
      {(group) => (
        <>
          <DayMove day={day} onMove={go} />
          <OfDay key={`${group.group_id}${day}`} group={group} day={day} />
        </>
      )}
    </OfOneGroup>
  );
}

function DayMove({ day, onMove }: { day: Day; onMove: (day: Day) => void }) {
  const t = useStaffWords();
  const { language } = useWords();
  return (
    <div className="row whole between">
      <IconButton icon="previous" label={t.today.previous} onClick={() => onMove(addDays(day, -1))} />
      <h2 className="capital" aria-live="polite">
        {longDay(day, language)}
      </h2>
      <IconButton icon="next" label={t.today.next} onClick={() => onMove(addDays(day, 1))} />
    </div>
  );
}

function OfDay({ group, day }: { group: Group; day: Day }) {
  const t = useStaffWords();
  const groupDay = useQuery(groupDayQuery(group.group_id, day));
  return (
    <Loaded of={groupDay} lines={6}>
      {(it) =>
        it.is_open ? (
          <>
            <Places of={it} />
            <Workers of={it} />
            {it.parts.length > 1 && <Parts of={it} />}
            {it.children.length ? (
              <List label={t.today.title}>
                {it.children.map((child) => (
                  <Attendee key={child.child_id} child={child} day={day} />
                ))}
              </List>
            ) : (
              <EmptyState icon="group" title={t.today.nobody} />
            )}
            {it.absent.length > 0 && <Absent of={it.absent} day={day} />}
          </>
        ) : (
          <EmptyState icon="calendar" title={t.today.closed}>
            {it.closed_because}
          </EmptyState>
        )
      }
    </Loaded>
  );
}

function Places({ of: { taken, places, places_left } }: { of: GroupDay }) {
  const t = useStaffWords();
  const over = taken - places;
  return (
    <div className="row">
      <span className="grow">{t.today.taken(taken, places)}</span>
      <Badge mood={over > 0 ? 'bad' : places_left ? 'good' : 'warn'}>
        {over > 0 ? t.today.over(over) : t.today.left(places_left)}
      </Badge>
    </div>
  );
}

/** Whether the workers who are planned are enough for the ages of the children. */
function Workers({ of: { workers, workers_needed: needed } }: { of: GroupDay }) {
  const t = useStaffWords();
  const missing = needed === null ? 0 : needed - workers;
  return (
    <div className="row">
      <span className="grow">{needed === null ? t.today.tooMixed(workers) : t.today.workers(needed, workers)}</span>
      <Badge mood={needed === null || missing > 0 ? 'bad' : 'good'}>
        {missing > 0 ? t.today.short(missing) : needed === null ? t.requests.impossible : t.today.enough}
      </Badge>
    </div>
  );
}

/** Part by part who is there, and who must be: where too few are planned it says so. */
function Parts({ of: { parts, workers } }: { of: GroupDay }) {
  const t = useStaffWords();
  return (
    <details>
      <summary className="link">{t.today.parts}</summary>
      <List label={t.today.parts}>
        {parts.map(({ opens, closes, children, workers_needed: needed }) => (
          <Line
            key={opens}
            title={`${clockOf(opens)} – ${clockOf(closes)}`}
            detail={t.today.children(children)}
            end={
              <Badge mood={needed === null || needed > workers ? 'bad' : 'plain'}>
                {needed === null ? t.requests.impossible : t.today.needed(needed)}
              </Badge>
            }
          />
        ))}
      </List>
    </details>
  );
}

function Attendee({ child, day }: { child: Schemas['AttendeeView']; day: Day }) {
  const t = useStaffWords();
  const { language } = useWords();
  const name = `${child.first_name} ${child.last_name}`;
  const times = `${clockOf(child.opens)} – ${clockOf(child.closes)}`;
  return (
    <Line
      to={`/staff/children/${child.child_id}?day=${day}`}
      start={<Face name={name} />}
      title={name}
      detail={`${t.today.months(child.age_in_months)} · ${times} · ${t.hours(hoursOf(child.hours, language))}`}
      end={
        <>
          {child.has_birthday && <Badge mood="brand">{t.today.birthday}</Badge>}
          {child.because !== 'contract' && <Badge mood="good">{t.today.because[child.because]}</Badge>}
        </>
      }
    >
      {(child.allergies || child.pick_up.length > 0) && (
        <div className="stack tight">
          {child.allergies && (
            <Notice kind="warn">
              <p>
                <b>{t.today.allergies}:</b> <span dir="auto">{child.allergies}</span>
              </p>
            </Notice>
          )}
          {child.pick_up.length > 0 && (
            <p className="muted small">
              {t.today.pickUp}: <bdi>{child.pick_up.join(', ')}</bdi>
            </p>
          )}
        </div>
      )}
    </Line>
  );
}

/** Who would have come. */
function Absent({ of: children, day }: { of: Schemas['AttendeeView'][]; day: Day }) {
  const t = useStaffWords();
  return (
    <Section title={t.today.absent}>
      <List label={t.today.absent}>
        {children.map((child) => (
          <Line
            key={`${child.child_id}${child.opens}`}
            to={`/staff/children/${child.child_id}?day=${day}`}
            title={`${child.first_name} ${child.last_name}`}
            end={child.absent && <Badge>{t.today.reasons[child.absent]}</Badge>}
          />
        ))}
      </List>
    </Section>
  );
}
