import { useState } from 'react';
import type { Schemas } from '../../../api/client';
import { decideRequests, staffKeys } from '../../../api/staff';
import { useStaffWords } from '../../../i18n/areas';
import { Button } from '../../../ui/Button';
import { Tick } from '../../../ui/Field';
import { Notice, Problem } from '../../../ui/Notice';
import { useAction } from '../../../ui/useAction';
import { Declining } from './Declining';

type Decided = Schemas['DecidedView'][];
type Props = {
  all: Schemas['PendingRequestView'][];
  chosen: Schemas['PendingRequestView'][];
  onAll: (isAll: boolean) => void;
  onDecided: (decided: Decided) => void;
};

/** Decides about all that are chosen; what could not be decided stays, each with its reason. */
export function Bulk({ all, chosen, onAll, onDecided }: Props) {
  const t = useStaffWords();
  const [isDeclining, setDeclining] = useState(false);
  const [outcome, setOutcome] = useState<Decided>();
  const decide = useAction(decideRequests, {
    refresh: [staffKeys.requests, staffKeys.groups],
    after: (decided) => {
      setDeclining(false);
      setOutcome(decided);
      onDecided(decided);
    },
  });
  const decisions = (decision: 'approve' | 'decline', reason?: string) =>
    chosen.map((it) => ({ request_id: it.request_id, decision, reason }));
  const isAny = chosen.length > 0;
  return (
    <>
      {outcome && <Outcome of={outcome} />}
      <div className="row between bulk">
        <Tick
          id="all"
          label={isAny ? t.requests.chosen(chosen.length) : t.requests.chooseAll}
          checked={chosen.length === all.length}
          onChange={(event) => onAll(event.currentTarget.checked)}
        />
        {isAny && (
          <div className="row">
            <Button icon="check" busy={decide.busy} onClick={() => decide.run(decisions('approve'))}>
              {t.requests.approve}
            </Button>
            <Button look="line" onClick={() => setDeclining(true)}>
              {t.requests.decline}
            </Button>
          </div>
        )}
      </div>
      <Problem of={decide} />
      {isDeclining && (
        <Declining
          about={t.requests.chosen(chosen.length)}
          send={(reason) => decide.send(decisions('decline', reason))}
          onClose={() => setDeclining(false)}
        />
      )}
    </>
  );
}

function Outcome({ of: decided }: { of: Decided }) {
  const t = useStaffWords();
  const left = decided.filter((it) => it.refusal).length;
  return (
    <Notice kind={left ? 'warn' : 'good'} alert>
      {decided.length > left && <p>{t.requests.decided(decided.length - left)}</p>}
      {left > 0 && <p>{t.requests.left(left)}</p>}
    </Notice>
  );
}
