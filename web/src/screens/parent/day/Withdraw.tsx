import { withdrawDay } from '../../../api/asking';
import type { ChildOfMine } from '../../../api/children';
import { keys } from '../../../api/keys';
import { useParentWords } from '../../../i18n/areas';
import type { Day } from '../../../lib/dates.ts';
import { Button } from '../../../ui/Button';
import { Problem } from '../../../ui/Notice';
import { usePress } from '../../../ui/usePress';

type Props = { child: ChildOfMine; day: Day; isWaiting: boolean };

export function Withdraw({ child, day, isWaiting }: Props) {
  const t = useParentWords();
  const withdraw = usePress((on: Day, key) => withdrawDay(child.child_id, on, key), {
    done: t.calendar.withdrawnNow,
    refresh: [keys.child(child.child_id), ['home']],
  });
  return (
    <>
      <Problem of={withdraw} />
      <Button look="line" block busy={withdraw.busy} onClick={() => withdraw.run(day)}>
        {isWaiting ? t.calendar.leave : t.calendar.withdraw}
      </Button>
    </>
  );
}
