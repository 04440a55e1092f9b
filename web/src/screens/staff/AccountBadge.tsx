import type { Schemas } from '../../api/client';
import { useStaffWords } from '../../i18n/areas';
import { Badge, type Mood } from '../../ui/List';

type State = Schemas['AccountState'];

const MOODS: Record<State, Mood> = {
  not_invited: 'plain',
  invited: 'warn',
  delivered: 'warn',
  bounced: 'bad',
  activated: 'good',
  disabled: 'plain',
};

/** How far somebody has come with their account. */
export function AccountBadge({ state }: { state: State }) {
  const t = useStaffWords();
  return <Badge mood={MOODS[state]}>{t.states[state]}</Badge>;
}
