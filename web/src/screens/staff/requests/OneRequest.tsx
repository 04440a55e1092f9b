import './requests.css';
import { useState } from 'react';
import type { Schemas } from '../../../api/client';
import { decideRequest, staffKeys, useGroups } from '../../../api/staff';
import { useWords } from '../../../i18n';
import { useStaffWords } from '../../../i18n/areas';
import { briefly, fullDay, longDay } from '../../../lib/dates.ts';
import { clockOf, hoursOf } from '../../../lib/hours.ts';
import { euros } from '../../../lib/money.ts';
import { Button } from '../../../ui/Button';
import { Notice, Problem } from '../../../ui/Notice';
import { useAction } from '../../../ui/useAction';
import { Declining } from './Declining';
import { Effect } from './Effect';

type Props = {
  request: Schemas['PendingRequestView'];
  effect: Schemas['EffectView'] | undefined;
  /** Whether the effects were read; one that is missing then could not be worked out. */
  isKnown: boolean;
  refused: string | undefined;
  isChosen: boolean;
  onChoose: ((isChosen: boolean) => void) | undefined;
};

export function OneRequest({ request, effect, isKnown, refused, isChosen, onChoose }: Props) {
  const t = useStaffWords();
  const { language } = useWords();
  const [isDeclining, setDeclining] = useState(false);
  const refresh = [staffKeys.requests, staffKeys.groups];
  const decide = (body: Schemas['DecisionRequest']) => decideRequest(request.request_id, body);
  const approve = useAction(() => decide({ decision: 'approve' }), {
    done: t.requests.approved(request.child),
    refresh,
  });
  const decline = useAction((reason: string) => decide({ decision: 'decline', reason }), {
    done: t.requests.declined,
    refresh,
  });
  return (
    <section className="card stack" aria-label={`${request.child}, ${longDay(request.day, language)}`}>
      <div className="row whole between top">
        <What of={request} />
        {onChoose && (
          <label className="tick">
            <input
              type="checkbox"
              aria-label={t.requests.choose(request.child, longDay(request.day, language))}
              checked={isChosen}
              onChange={(event) => onChoose(event.currentTarget.checked)}
            />
          </label>
        )}
      </div>
      <Effect of={effect} isKnown={isKnown} />
      {refused && <Notice kind="bad">{refused}</Notice>}
      <Problem of={approve} />
      <div className="row">
        <Button icon="check" busy={approve.busy} onClick={() => approve.run(undefined)}>
          {t.requests.approve}
        </Button>
        <Button look="line" onClick={() => setDeclining(true)}>
          {t.requests.decline}
        </Button>
      </div>
      {isDeclining && <Declining about={request.child} send={decline.send} onClose={() => setDeclining(false)} />}
    </section>
  );
}

function What({ of: request }: { of: Schemas['PendingRequestView'] }) {
  const t = useStaffWords();
  const { language } = useWords();
  const group = useGroups().data?.find((it) => it.group_id === request.group_id);
  const times = `${clockOf(request.opens)} – ${clockOf(request.closes)}`;
  const facts = [
    times,
    t.hours(hoursOf(request.hours, language)),
    Number(request.credit_hours) > 0 && t.requests.withCredit(hoursOf(request.credit_hours, language)),
    request.price > 0 && t.requests.onInvoice(euros(request.price, language)),
    request.gives_day && t.requests.exchange(longDay(request.gives_day, language)),
    t.requests.asked(briefly(request.asked_at, language)),
  ];
  return (
    <div>
      <h2>{request.child}</h2>
      <p>
        <span className="capital">{fullDay(request.day, language)}</span>
        {group && `, ${group.name}`}
      </p>
      <p className="muted small">{facts.filter(Boolean).join(' · ')}</p>
      {request.decided_on && <p className="muted small">{t.requests.byRules(longDay(request.decided_on, language))}</p>}
    </div>
  );
}
