import type { Cancelled } from '../../../api/asking';
import type { ChildOfMine } from '../../../api/children';
import { useWords } from '../../../i18n';
import { absenceWords } from '../../../i18n/absences';
import { useWordsOf } from '../../../i18n/areas';
import { capital, fullDay, shortDay } from '../../../lib/dates.ts';
import { Line, List, Section } from '../../../ui/List';

type Props = { of: Cancelled; title: string; all: ChildOfMine[] };

/** Day by day what cancelling gives, in the server's own words. */
export function Given({ of: { days, skipped }, title, all }: Props) {
  const words = useWordsOf(absenceWords);
  const { language } = useWords();
  const names = new Map(all.map((it) => [it.child_id, it.first_name]));
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
      {skipped.length > 0 && <p className="muted small">{words.skipped(skipped.length)}</p>}
    </Section>
  );
}
