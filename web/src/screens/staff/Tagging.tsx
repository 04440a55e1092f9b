import { useQuery } from '@tanstack/react-query';
import { groupDayQuery } from '../../api/staff';
import { useStaffWords } from '../../i18n/areas';
import { today } from '../../lib/dates.ts';

type Props = { groupId: string; tagged?: string[] };

/** The children who are there today, one tap each. Those who are in the photo already stay, also on another day. */
export function Tagging({ groupId, tagged = [] }: Props) {
  const t = useStaffWords();
  const present = useQuery(groupDayQuery(groupId, today()));
  const children = present.data?.children ?? [];
  const others = tagged.filter((id) => !children.some((it) => it.child_id === id));
  return (
    <fieldset className="stack tight">
      <legend>{t.photos.who}</legend>
      <p className="muted small">{t.photos.whoHint}</p>
      <div className="faces">
        {children.map((it) => (
          <label key={it.child_id}>
            <input type="checkbox" name="child_ids" value={it.child_id} defaultChecked={tagged.includes(it.child_id)} />
            {it.first_name}
          </label>
        ))}
        {others.map((id) => (
          <input key={id} type="hidden" name="child_ids" value={id} />
        ))}
      </div>
    </fieldset>
  );
}
