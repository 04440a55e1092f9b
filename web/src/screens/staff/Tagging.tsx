import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { groupDayQuery } from '../../api/staff';
import { useStaffWords } from '../../i18n/areas';
import { type Day, isDay, today } from '../../lib/dates.ts';
import { Field } from '../../ui/Field';

type Props = { groupId: string; takenOn?: Day; tagged?: string[] };

/** The children who were there that day, one tap each. Who is in the photo already stays, whatever day is shown. */
export function Tagging({ groupId, takenOn, tagged = [] }: Props) {
  const t = useStaffWords();
  const [day, setDay] = useState(takenOn ?? today());
  const present = useQuery(groupDayQuery(groupId, day));
  const children = present.data?.children ?? [];
  const others = tagged.filter((id) => !children.some((it) => it.child_id === id));
  return (
    <fieldset className="stack">
      <legend>{t.photos.who}</legend>
      <p className="muted small">{t.photos.whoHint}</p>
      <Field
        id="there-on"
        type="date"
        label={t.photos.of}
        defaultValue={day}
        max={today()}
        onChange={(event) => isDay(event.currentTarget.value) && setDay(event.currentTarget.value)}
      />
      {present.data && !children.length && <p className="muted">{t.photos.nobody}</p>}
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
