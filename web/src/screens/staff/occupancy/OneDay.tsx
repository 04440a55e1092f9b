import type { Schemas } from '../../../api/client';
import { useWords } from '../../../i18n';
import { useStaffWords } from '../../../i18n/areas';
import { fullDay, shortDay } from '../../../lib/dates.ts';
import { Badge } from '../../../ui/List';

type Day = Schemas['OccupancyView'];

/** A day of a group; the office can tap it to plan who works. */
export function OneDay({ of: day, onPlan }: { of: Day; onPlan: (() => void) | undefined }) {
  const t = useStaffWords();
  const { language } = useWords();
  const isQuiet = day.is_closed || !day.is_filled;
  const inside = (
    <>
      <b className="capital">{shortDay(day.day, language)}</b>
      {isQuiet ? (
        <span className="muted small">{day.is_closed ? t.occupancy.closed : t.occupancy.unfilled}</span>
      ) : (
        <Numbers of={day} />
      )}
    </>
  );
  return (
    <li>
      {onPlan && !day.is_closed ? (
        <button type="button" className="of-day" data-state={stateOf(day)} onClick={onPlan}>
          {inside}
          <span className="unseen">
            {t.occupancy.plan}, {fullDay(day.day, language)}
          </span>
        </button>
      ) : (
        <div className="of-day" data-state={stateOf(day)}>
          {inside}
        </div>
      )}
    </li>
  );
}

function Numbers({ of: day }: { of: Day }) {
  const t = useStaffWords();
  const needed = day.workers_needed === null ? t.occupancy.impossible : String(day.workers_needed);
  return (
    <>
      <span>{t.occupancy.children(day.most_at_once, day.places)}</span>
      <Badge mood={day.is_overfull ? 'bad' : day.free_places ? 'good' : 'warn'}>
        {day.is_overfull ? t.occupancy.over : day.free_places ? t.occupancy.free(day.free_places) : t.occupancy.full}
      </Badge>
      <span className="small">{t.occupancy.workers(needed, day.workers)}</span>
    </>
  );
}

const isShort = ({ workers, workers_needed }: Day) => workers_needed === null || workers_needed > workers;
const stateOf = (day: Day) => (day.is_closed ? 'closed' : day.is_filled && isShort(day) ? 'short' : undefined);
