import './pattern.css';
import type { Schemas } from '../../../api/client';
import type { Contract } from '../../../api/contracts';
import { useWords } from '../../../i18n';
import { useWordsOf } from '../../../i18n/areas';
import { contractFormWords } from '../../../i18n/contractForms';
import { capital, weekdayName } from '../../../lib/dates.ts';
import { hoursOf } from '../../../lib/hours.ts';
import type { Problems } from '../../../ui/ErrorSummary';
import { Tick } from '../../../ui/Field';
import { useProblem } from '../../../ui/Form';

type Agreed = Contract['days'][number];
/** What is agreed of each weekday; Monday is 0. */
export type PatternOf = Map<number, Agreed>;
type Words = (typeof contractFormWords)['nl'];

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6];
const DAYS = 'days';

type Props = {
  of: PatternOf;
  group: Schemas['GroupView'] | undefined;
  onChange: (pattern: PatternOf) => void;
};

/** The weekdays on which a child comes, with their times; those on which the group is open are offered. */
export function Pattern({ of: pattern, group, onChange }: Props) {
  const words = useWordsOf(contractFormWords);
  const { language } = useWords();
  const problem = useProblem(DAYS);
  const offered = WEEKDAYS.filter((it) => pattern.has(it) || (group?.weekdays.includes(it) ?? it < 5));
  const whole = (weekday: number): Agreed => {
    const [known] = pattern.values();
    const opens = known?.opens ?? group?.opens.slice(0, 5) ?? '';
    const closes = known?.closes ?? group?.closes.slice(0, 5) ?? '';
    return { weekday, opens, closes, hours: known?.hours ?? '' };
  };
  const turn = (weekday: number, isOn: boolean) => {
    const next = new Map(pattern);
    if (isOn) next.set(weekday, whole(weekday));
    else next.delete(weekday);
    onChange(next);
  };
  return (
    <fieldset id={DAYS} tabIndex={-1} className="stack tight" aria-describedby={problem && `${DAYS}-wrong`}>
      <legend>{words.pattern}</legend>
      <p className="muted small">{words.patternHint}</p>
      {problem && (
        <p className="wrong" id={`${DAYS}-wrong`}>
          {problem}
        </p>
      )}
      {offered.map((weekday) => {
        const agreed = pattern.get(weekday);
        return (
          <div key={weekday} className="weekday">
            <Tick
              id={`comes-${weekday}`}
              label={capital(weekdayName(weekday, language, 'long'))}
              value={String(weekday)}
              name="comes"
              checked={Boolean(agreed)}
              onChange={(event) => turn(weekday, event.currentTarget.checked)}
            />
            {agreed && <Times of={agreed} />}
          </div>
        );
      })}
    </fieldset>
  );
}

function Times({ of: { weekday, opens, closes, hours } }: { of: Agreed }) {
  const words = useWordsOf(contractFormWords);
  const { language } = useWords();
  const day = capital(weekdayName(weekday, language, 'long'));
  const problem = useProblem(`opens-${weekday}`);
  return (
    <>
      <Time id={`opens-${weekday}`} label={words.opensOn(day)} value={opens} isWrong={Boolean(problem)} />
      <span aria-hidden="true">–</span>
      <Time id={`closes-${weekday}`} label={words.closesOn(day)} value={closes} isWrong={Boolean(problem)} />
      <input
        id={`hours-${weekday}`}
        name={`hours-${weekday}`}
        className="input"
        inputMode="decimal"
        pattern="([1-9]|1[0-9]|2[0-3])([.,][0-9]{1,2})?"
        placeholder={words.paid}
        aria-label={words.paidOn(day)}
        data-label={words.paidOn(day)}
        autoComplete="off"
        defaultValue={hours && hoursOf(hours, language)}
      />
      {problem && <p className="wrong">{problem}</p>}
    </>
  );
}

function Time({ id, label, value, isWrong }: { id: string; label: string; value: string; isWrong: boolean }) {
  return (
    <input
      id={id}
      name={id}
      type="time"
      className="input"
      required
      aria-label={label}
      data-label={label}
      aria-invalid={isWrong || undefined}
      defaultValue={value}
    />
  );
}

const textIn = (values: FormData, name: string) => String(values.get(name) ?? '').trim();

/** What somebody chose, as the server takes it. */
export const readPattern = (values: FormData): Schemas['CareDayBody'][] =>
  values.getAll('comes').map((it) => ({
    weekday: Number(it),
    opens: textIn(values, `opens-${it}`),
    closes: textIn(values, `closes-${it}`),
    hours: textIn(values, `hours-${it}`).replace(',', '.') || null,
  }));

/** What cannot be, before it is sent. */
export function problemsOf(values: FormData, words: Words, language: string): Problems {
  const days = readPattern(values);
  if (!days.length) return { [DAYS]: words.noDays };
  const wrong = days.filter((it) => it.opens >= it.closes);
  return Object.fromEntries(
    wrong.map(({ weekday }) => [`opens-${weekday}`, words.wrongTimes(capital(weekdayName(weekday, language, 'long')))]),
  );
}
