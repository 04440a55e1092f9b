import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Given, outlookQuery, type Part } from '../../../api/asking';
import { monthQuery } from '../../../api/bookings';
import type { ChildOfMine } from '../../../api/children';
import { useWords } from '../../../i18n';
import { useAskingWords } from '../../../i18n/asking';
import { addMonths, type Day, longDay, monthOf, today } from '../../../lib/dates.ts';
import { Choice } from '../../../ui/Field';
import { Loaded, Skeleton } from '../../../ui/Loaded';
import { Notice } from '../../../ui/Notice';
import { Segments } from '../../../ui/Segments';
import type { Answered } from './answered';
import { Offered } from './Offered';

type Props = { child: ChildOfMine; day: Day; onAnswer: (answered: Answered) => void };
type Way = 'extra' | 'exchange';

const PARTS: Part[] = ['contract', 'morning', 'afternoon'];

/** A day on which the child does not come yet: on top of the contract, or in exchange for another. */
export function Ask({ child, day, onAnswer }: Props) {
  const words = useAskingWords();
  const [way, setWay] = useState<Way>('extra');
  const ways: { value: Way; label: string }[] = [
    { value: 'extra', label: words.ask.title },
    { value: 'exchange', label: words.ask.exchange },
  ];
  const asked = { child, day, onAnswer };
  return (
    <>
      <Segments label={words.ask.title} name="way" value={way} options={ways} onChange={(it) => setWay(it as Way)} />
      {way === 'extra' ? <Extra {...asked} /> : <Exchange {...asked} />}
    </>
  );
}

function Extra({ child, day, onAnswer }: Props) {
  const words = useAskingWords();
  const [part, setPart] = useState<Part>('contract');
  const outlook = useQuery(outlookQuery(child.child_id, { first: day, last: day, part }));
  const [found] = outlook.data?.days ?? [];
  const canBeAsked = part !== 'contract' || found?.offer;
  return (
    <Loaded of={outlook} wait={<Skeleton lines={4} />}>
      {({ days: [it] }) => (
        <>
          {canBeAsked && (
            <Choice
              id="part"
              label={words.ask.part}
              value={part}
              options={PARTS.map((value) => ({ value, label: words.ask.parts[value] }))}
              onChange={(value) => setPart(value as Part)}
            />
          )}
          {it && <Offered key={part} child={child} outlook={it} part={part} onAnswer={onAnswer} />}
        </>
      )}
    </Loaded>
  );
}

function Exchange({ child, day, onAnswer }: Props) {
  const words = useAskingWords();
  const { language } = useWords();
  const [chosen, setChosen] = useState('');
  const coming = useComing(child, day);
  if (!coming) return <Skeleton lines={2} />;
  if (!coming.length) return <Notice>{words.ask.noGives}</Notice>;
  const gives = coming.find((it) => it.day === chosen);
  return (
    <>
      <p className="muted small">{words.ask.exchangeHow}</p>
      <Choice
        id="gives"
        label={words.ask.gives}
        value={chosen}
        options={[
          { value: '', label: words.ask.choose },
          ...coming.map((it) => ({ value: it.day, label: longDay(it.day, language) })),
        ]}
        onChange={setChosen}
      />
      {gives && <ForDay key={chosen} child={child} day={day} gives={gives} onAnswer={onAnswer} />}
    </>
  );
}

/** The days of this month and those around it on which the child still comes. */
function useComing(child: ChildOfMine, day: Day): Given[] | undefined {
  const months = [-1, 0, 1].map((count) => addMonths(monthOf(day), count)).filter((it) => it >= monthOf(today()));
  const read = useQueries({ queries: months.map((it) => monthQuery(child.child_id, it)) });
  if (read.some((it) => it.isPending)) return undefined;
  return read
    .flatMap((it) => it.data?.days ?? [])
    .filter((it) => it.day >= today() && (it.state === 'contract' || it.state === 'granted'))
    .map((it) => ({ day: it.day, group_id: it.group_id }));
}

function ForDay({ child, day, gives, onAnswer }: Props & { gives: Given }) {
  const outlook = useQuery(outlookQuery(child.child_id, { first: day, last: day, gives }));
  return (
    <Loaded of={outlook} lines={2}>
      {({ days: [it] }) => it && <Offered child={child} outlook={it} gives={gives} onAnswer={onAnswer} />}
    </Loaded>
  );
}
