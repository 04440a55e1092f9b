import { useEffect } from 'react';
import type { ChildOfMine } from '../../api/children';
import { useParentWords } from '../../i18n/areas';
import { Segments } from '../../ui/Segments';

type Props = { all: ChildOfMine[]; value: string; onChange: (childId: string) => void };

const LAST = 'child';

/** The child that was asked for, else the one that was looked at last, else the first. */
export function chosenChild(all: ChildOfMine[], asked: string | null): ChildOfMine | undefined {
  const wanted = asked ?? sessionStorage.getItem(LAST);
  return all.find((it) => it.child_id === wanted) ?? all[0];
}

/** Whose days these are; with one child there is nothing to choose. */
export function ChildSwitch({ all, value, onChange }: Props) {
  const t = useParentWords();
  useEffect(() => sessionStorage.setItem(LAST, value), [value]);
  if (all.length < 2) return null;
  const options = all.map((it) => ({ value: it.child_id, label: it.first_name }));
  return <Segments label={t.child} name="child" value={value} options={options} onChange={onChange} />;
}
