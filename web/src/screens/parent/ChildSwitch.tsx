import type { ChildOfMine } from '../../api/children';
import { useParentWords } from '../../i18n/areas';
import { Segments } from '../../ui/Segments';

type Props = { all: ChildOfMine[]; value: string; onChange: (childId: string) => void };

/** Whose days these are; with one child there is nothing to choose. */
export function ChildSwitch({ all, value, onChange }: Props) {
  const t = useParentWords();
  if (all.length < 2) return null;
  const options = all.map((it) => ({ value: it.child_id, label: it.first_name }));
  return <Segments label={t.child} name="child" value={value} options={options} onChange={onChange} />;
}
