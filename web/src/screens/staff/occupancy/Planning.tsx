import type { Schemas } from '../../../api/client';
import { planWorkers, staffKeys } from '../../../api/staff';
import { useWords } from '../../../i18n';
import { useStaffWords } from '../../../i18n/areas';
import { fullDay, weekdayOf } from '../../../lib/dates.ts';
import { Field } from '../../../ui/Field';
import { Form } from '../../../ui/Form';
import { Sheet } from '../../../ui/Sheet';
import { useAction } from '../../../ui/useAction';

type Props = { group: Schemas['GroupWeekView']; day: Schemas['OccupancyView']; onClose: () => void };

/** How many work on a day, or on that day of the week until some day; empty is as many as always. */
export function Planning({ group, day: { day, workers, workers_are_planned }, onClose }: Props) {
  const t = useStaffWords();
  const { language } = useWords();
  const plan = useAction((body: Schemas['WorkersInPeriodBody']) => planWorkers(group.group_id, body), {
    done: t.saved,
    refresh: [staffKeys.groups, staffKeys.requests],
    after: onClose,
  });
  const send = (values: FormData) => {
    const count = String(values.get('workers')).trim();
    return plan.send({
      first: day,
      last: String(values.get('last')) || day,
      weekdays: [weekdayOf(day)],
      workers: count ? Number(count) : null,
    });
  };
  return (
    <Sheet title={`${group.name}: ${fullDay(day, language)}`} onClose={onClose}>
      <Form send={send} label={t.save}>
        <Field
          id="workers"
          type="number"
          inputMode="numeric"
          min={0}
          max={50}
          label={t.occupancy.count}
          hint={t.occupancy.countHint}
          defaultValue={workers_are_planned ? workers : ''}
          required={false}
          unmarked
        />
        <Field
          id="last"
          type="date"
          label={t.occupancy.until}
          hint={t.occupancy.untilHint}
          min={day}
          defaultValue={day}
        />
      </Form>
    </Sheet>
  );
}
