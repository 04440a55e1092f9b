import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Given, type Outlook, outlookQuery } from '../../../api/asking';
import type { ChildOfMine } from '../../../api/children';
import { useWords } from '../../../i18n';
import { useParentWords } from '../../../i18n/areas';
import { useAskingWords } from '../../../i18n/asking';
import { addDays, type Day, longDay, today } from '../../../lib/dates.ts';
import { Button } from '../../../ui/Button';
import { Choice } from '../../../ui/Field';
import { Loaded } from '../../../ui/Loaded';
import { Notice } from '../../../ui/Notice';
import type { Answered } from './answered';
import { Offered } from './Offered';

type Props = { child: ChildOfMine; gives: Given; onAnswer: (answered: Answered) => void; onBack: () => void };

const AHEAD = 30; // days around the day that is given

/** A booked day is given up for another: only days that can be had in exchange are there to choose. */
export function GiveAway({ child, gives, onAnswer, onBack }: Props) {
  const t = useParentWords();
  const words = useAskingWords();
  const { language } = useWords();
  const [chosen, setChosen] = useState('');
  const outlook = useQuery(outlookQuery(child.child_id, { ...around(gives.day), gives }));
  return (
    <>
      <Loaded of={outlook} lines={3}>
        {({ days }) => {
          const possible = days.filter((it) => it.offer);
          if (!possible.length) return <None of={days} />;
          const wanted = possible.find((it) => it.day === chosen);
          return (
            <>
              <Choice
                id="wants"
                label={words.ask.wants}
                value={chosen}
                options={[
                  { value: '', label: words.ask.choose },
                  ...possible.map((it) => ({ value: it.day, label: labelOf(it, language, words.ask.rooms) })),
                ]}
                onChange={setChosen}
              />
              {wanted && <Offered key={chosen} child={child} outlook={wanted} gives={gives} onAnswer={onAnswer} />}
            </>
          );
        }}
      </Loaded>
      <Button look="quiet" icon="previous" onClick={onBack}>
        {t.calendar.back}
      </Button>
    </>
  );
}

function around(day: Day): { first: Day; last: Day } {
  const earliest = addDays(day, -AHEAD);
  return { first: earliest > today() ? earliest : today(), last: addDays(day, AHEAD) };
}

const labelOf = ({ day, state }: Outlook, language: string, rooms: Record<'free' | 'tight' | 'full', string>) =>
  state === 'tight' || state === 'full'
    ? `${longDay(day, language)} (${rooms[state].toLowerCase()})`
    : longDay(day, language);

// These say something about one day, and not about exchanging.
const OF_ONE_DAY = new Set(['DayAlreadyBooked', 'DayAlreadyAsked', 'ClosedDay', 'NotTheSameDay', 'NoContractThatDay']);

/** Why nothing can be had for it, where it is one rule for all days. */
function None({ of: days }: { of: Outlook[] }) {
  const words = useAskingWords();
  const reasons = days.flatMap(({ refusal }) => (refusal && !OF_ONE_DAY.has(refusal.code) ? [refusal] : []));
  const codes = new Set(reasons.map((it) => it.code));
  return (
    <Notice kind="warn">
      <p>{codes.size === 1 && reasons[0] ? reasons[0].message : words.ask.noWants}</p>
    </Notice>
  );
}
