import { useState } from 'react';
import type { BookedDay } from '../../../api/bookings';
import type { ChildOfMine } from '../../../api/children';
import { useWords } from '../../../i18n';
import { useParentWords } from '../../../i18n/areas';
import { useAskingWords } from '../../../i18n/asking';
import { addDays, type Day, fullDay, today } from '../../../lib/dates.ts';
import { leading } from '../../../lib/days.ts';
import { Button, IconButton } from '../../../ui/Button';
import { Badge } from '../../../ui/List';
import { Skeleton } from '../../../ui/Loaded';
import { Sheet } from '../../../ui/Sheet';
import { MOODS } from '../states';
import { Answer } from './Answer';
import { Ask } from './Ask';
import type { Answered } from './answered';
import { Cancel } from './Cancel';
import { GiveAway } from './GiveAway';
import { Known } from './Known';
import { Withdraw } from './Withdraw';

type Props = {
  child: ChildOfMine;
  day: Day;
  booked: BookedDay[];
  /** Whether the month is there: only then a day without anything is a day without care. */
  isKnown: boolean;
  onMove: (day: Day) => void;
  onClose: () => void;
};

/** One day of one child: what it is, and what can be done about it. */
export default function DaySheet({ child, day, booked, isKnown, onMove, onClose }: Props) {
  const t = useParentWords();
  const { language } = useWords();
  const [answered, setAnswered] = useState<Answered>();
  const first = leading(booked);
  return (
    <Sheet title={fullDay(day, language)} onClose={onClose}>
      <div className="row whole between">
        <IconButton icon="previous" label={t.calendar.previousDay} onClick={() => onMove(addDays(day, -1))} />
        <span className="row">
          {child.first_name}
          {isKnown && <Badge mood={first && MOODS[first.state]}>{t.calendar.states[first?.state ?? 'none']}</Badge>}
        </span>
        <IconButton icon="next" label={t.calendar.nextDay} onClick={() => onMove(addDays(day, 1))} />
      </div>
      {!isKnown && <Skeleton lines={2} />}
      {answered && <Answer of={answered} />}
      {booked.map((it) => (
        <Known key={`${it.group_id}${it.opens}${it.state}`} booked={it} isTold={!answered} />
      ))}
      {isKnown && <Deeds child={child} day={day} booked={booked} onAnswer={setAnswered} isNew={!answered} />}
    </Sheet>
  );
}

type DeedsProps = Pick<Props, 'child' | 'day' | 'booked'> & { onAnswer: (answered: Answered) => void; isNew: boolean };

/** What somebody can do about the day: one thing at a time, with the way back to the others. */
function Deeds({ child, day, booked, onAnswer, isNew }: DeedsProps) {
  const t = useParentWords();
  const words = useAskingWords();
  const [deed, setDeed] = useState<'cancel' | 'giveAway'>();
  const coming = booked.filter((it) => it.state === 'contract' || it.state === 'granted');
  const pending = booked.find((it) => it.state === 'requested' || it.state === 'waiting');
  const [given] = coming;
  const back = () => setDeed(undefined);
  const answer = (it: Answered) => {
    back();
    onAnswer(it);
  };
  if (day < today()) return booked.length ? null : <p className="muted">{t.calendar.past}</p>;
  if (deed === 'cancel') return <Cancel child={child} day={day} onBack={back} />;
  if (deed === 'giveAway' && given) {
    return <GiveAway child={child} gives={{ day, group_id: given.group_id }} onAnswer={answer} onBack={back} />;
  }
  if (pending?.request) return <Withdraw child={child} day={day} isWaiting={pending.state === 'waiting'} />;
  if (!given) return isNew && !isClosed(booked) ? <Ask child={child} day={day} onAnswer={answer} /> : null;
  return (
    <div className="stack tight">
      <Button look="line" icon="absent" block onClick={() => setDeed('cancel')}>
        {t.calendar.cancel}
      </Button>
      <Button look="line" icon="swap" block onClick={() => setDeed('giveAway')}>
        {words.ask.giveAway}
      </Button>
    </div>
  );
}

const isClosed = (booked: BookedDay[]) => booked.some((it) => it.state === 'closed');
