import './occupancy/occupancy.css';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { Schemas } from '../../api/client';
import { useMe } from '../../api/session';
import { configurationQuery, weekQuery } from '../../api/staff';
import { useWords } from '../../i18n';
import { useStaffWords } from '../../i18n/areas';
import { addDays, type Day, isDay, plainDay, shortDay, today, weekdayOf } from '../../lib/dates.ts';
import { Button, IconButton } from '../../ui/Button';
import { EmptyState } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { MoreBelow } from '../../ui/MoreBelow';
import { Page } from '../../ui/Page';
import { OneDay } from './occupancy/OneDay';
import { Planning } from './occupancy/Planning';

type Week = Schemas['GroupWeekView'];
type Chosen = { group: Week; day: Schemas['OccupancyView'] };

const mondayOf = (day: Day): Day => addDays(day, -weekdayOf(day));

/** A week of all groups: who comes, which places are left, and whether there are workers enough. */
export default function Occupancy() {
  const t = useStaffWords();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('day');
  const monday = mondayOf(isDay(asked) ? asked : today());
  const week = useInfiniteQuery(weekQuery(monday));
  const go = (day: Day) => setSearch({ day }, { replace: true });
  return (
    <Page
      title={t.occupancy.title}
      aside={
        monday !== mondayOf(today()) && (
          <Button look="line" onClick={() => go(today())}>
            {t.occupancy.now}
          </Button>
        )
      }
    >
      <WeekMove monday={monday} onMove={go} />
      <Loaded of={week} lines={8}>
        {({ pages }) => {
          const groups = pages.flatMap((it) => it.groups);
          if (!groups.length) return <EmptyState icon="group" title={t.occupancy.none} />;
          return (
            <>
              <Groups list={groups} />
              <MoreBelow list={week} label={t.older} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function WeekMove({ monday, onMove }: { monday: Day; onMove: (day: Day) => void }) {
  const t = useStaffWords();
  const { language } = useWords();
  return (
    <div className="row whole between">
      <IconButton icon="previous" label={t.occupancy.previous} onClick={() => onMove(addDays(monday, -7))} />
      <h2 aria-live="polite">{t.occupancy.week(shortDay(monday, language), plainDay(addDays(monday, 6), language))}</h2>
      <IconButton icon="next" label={t.occupancy.next} onClick={() => onMove(addDays(monday, 7))} />
    </div>
  );
}

function Groups({ list }: { list: Week[] }) {
  const t = useStaffWords();
  const { isOffice } = useMe();
  const [chosen, setChosen] = useState<Chosen>();
  const locations = useQuery(configurationQuery).data?.locations;
  const placeOf = (id: string) => locations?.find((it) => it.location_id === id)?.name ?? '';
  return (
    <>
      {list.map((group) => (
        <section
          key={group.group_id}
          className="card stack tight"
          aria-label={`${group.name}, ${placeOf(group.location_id)}`}
        >
          <div className="row between">
            <h2>
              {group.name} <span className="muted small">{placeOf(group.location_id)}</span>
            </h2>
            <Link to={`/staff?group=${group.group_id}&day=${group.days[0]?.day ?? today()}`}>{t.occupancy.toList}</Link>
          </div>
          <ul className="week">
            {group.days.map((day) => (
              <OneDay key={day.day} of={day} onPlan={isOffice ? () => setChosen({ group, day }) : undefined} />
            ))}
          </ul>
        </section>
      ))}
      {chosen && <Planning {...chosen} onClose={() => setChosen(undefined)} />}
    </>
  );
}
