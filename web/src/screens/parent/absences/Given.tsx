import type { Cancelled } from '../../../api/asking';
import type { ChildOfMine } from '../../../api/children';
import { useWords } from '../../../i18n';
import { absenceWords } from '../../../i18n/absences';
import { useWordsOf } from '../../../i18n/areas';
import { capital, fullDay, shortDay } from '../../../lib/dates.ts';
import { Line, List, Section } from '../../../ui/List';
import { Notice } from '../../../ui/Notice';

type Props = { of: Cancelled; title: string; all: ChildOfMine[] };

/** Day by day what cancelling gives, in the server's own words. */
export function Given({ of: { days, refused, skipped }, title, all }: Props) {
  const words = useWordsOf(absenceWords);
  const { language } = useWords();
  const names = new Map(all.map((it) => [it.child_id, it.first_name]));
  const nobody = skipped.filter((day) => !refused.some((it) => it.day === day));
  const isOfMore = new Set(days.map((it) => it.child_id)).size > 1;
  return (
    <Section title={title}>
      <List label={title}>
        {days
          .toSorted((one, other) => one.day.localeCompare(other.day))
          .map((it) => (
            <Line
              key={`${it.child_id}${it.day}${it.group}`}
              title={
                <span className="capital">
                  {shortDay(it.day, language)}
                  {isOfMore && ` · ${names.get(it.child_id) ?? ''}`}
                </span>
              }
              detail={
                <>
                  <b>{capital(it.comes_back ? `${words.comesBack}: ${it.gives}` : it.gives)}</b>
                  {it.nothing_because && ` – ${it.nothing_because.message}`}
                  {it.comes_again_on && (
                    <>
                      <br />
                      {capital(words.comesAgain(fullDay(it.comes_again_on, language)))}
                    </>
                  )}
                </>
              }
            />
          ))}
      </List>
      <Refused of={refused} />
      {nobody.length > 0 && <p className="muted small">{words.skipped(nobody.length)}</p>}
    </Section>
  );
}

/** Closed days that the rules give nothing for, each with why. */
export function Refused({ of: days }: { of: Cancelled['refused'] }) {
  const words = useWordsOf(absenceWords);
  const { language } = useWords();
  if (!days.length) return null;
  return (
    <Notice>
      <p>{words.refused}</p>
      <ul className="sentences">
        {days.map((it) => (
          <li key={`${it.child_id}${it.day}${it.group}`}>
            {capital(shortDay(it.day, language))}: {it.nothing_because?.message ?? it.gives}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
