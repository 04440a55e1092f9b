import { useQuery } from '@tanstack/react-query';
import { type Absences, absencesQuery, type Cancelled, cancelDays } from '../../../api/asking';
import type { ChildOfMine } from '../../../api/children';
import { keys } from '../../../api/keys';
import { absenceWords } from '../../../i18n/absences';
import { useWordsOf } from '../../../i18n/areas';
import { Button } from '../../../ui/Button';
import { Loaded } from '../../../ui/Loaded';
import { Notice, Problem } from '../../../ui/Notice';
import { usePress } from '../../../ui/usePress';
import { Given, Refused } from './Given';

type Props = {
  familyId: string;
  absences: Absences;
  of: ChildOfMine[];
  onDone: (cancelled: Cancelled) => void;
};

/** What cancelling gives, and what gives nothing and why; only then the button. */
export function Cancelling({ familyId, absences, of, onDone }: Props) {
  const words = useWordsOf(absenceWords);
  const quote = useQuery(absencesQuery(familyId, absences));
  const cancel = usePress((what: Absences, key) => cancelDays(familyId, what, key), {
    refresh: [...absences.child_ids.map(keys.child), ['home'], ['absences']],
    after: onDone,
  });
  return (
    <Loaded of={quote} lines={2}>
      {(quoted) =>
        quoted.days.length ? (
          <>
            <Given of={quoted} title={words.gives} all={of} />
            <Problem of={cancel} />
            <Button icon="check" block busy={cancel.busy} onClick={() => cancel.run(absences)}>
              {words.press(quoted.days.length)}
            </Button>
          </>
        ) : (
          <>
            <Notice>{words.none}</Notice>
            <Refused of={quoted.refused} />
          </>
        )
      }
    </Loaded>
  );
}
