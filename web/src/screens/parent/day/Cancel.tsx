import { useState } from 'react';
import type { Absences } from '../../../api/asking';
import type { ChildOfMine } from '../../../api/children';
import { absenceWords } from '../../../i18n/absences';
import { useParentWords, useWordsOf } from '../../../i18n/areas';
import type { Day } from '../../../lib/dates.ts';
import { Button, LinkButton } from '../../../ui/Button';
import { Segments } from '../../../ui/Segments';
import { Cancelling } from '../absences/Cancelling';
import { REASONS } from '../absences/reasons';

type Props = { child: ChildOfMine; day: Day; onBack: () => void };

/** One day of one child: why, what it gives, and then the button. */
export function Cancel({ child, day, onBack }: Props) {
  const t = useParentWords();
  const words = useWordsOf(absenceWords);
  const [reason, setReason] = useState<Absences['reason']>('holiday');
  return (
    <>
      <Segments
        label={words.reason}
        name="reason"
        value={reason}
        options={REASONS.map((value) => ({ value, label: t.calendar.reasons[value] }))}
        onChange={(value) => setReason(value as Absences['reason'])}
      />
      <Cancelling
        key={reason}
        familyId={child.family_id}
        absences={{ child_ids: [child.child_id], days: [day], reason }}
        of={[child]}
        onDone={onBack}
      />
      <div className="row between">
        <Button look="quiet" icon="previous" onClick={onBack}>
          {t.calendar.back}
        </Button>
        <LinkButton look="quiet" to={`/absences?child=${child.child_id}&first=${day}`}>
          {words.more}
        </LinkButton>
      </div>
    </>
  );
}
