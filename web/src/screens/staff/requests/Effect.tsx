import type { Schemas } from '../../../api/client';
import { useStaffWords } from '../../../i18n/areas';
import { Notice } from '../../../ui/Notice';

type Props = { of: Schemas['EffectView'] | undefined; isKnown: boolean };

/** What granting would mean, now and then: places, and the workers whom the ages of the children ask for. */
export function Effect({ of: effect, isKnown }: Props) {
  const t = useStaffWords();
  if (!effect) {
    return <p className="muted small effect">{isKnown ? t.requests.unknown : t.requests.looking}</p>;
  }
  const { taken, taken_then, places, workers, workers_needed, workers_needed_then, against } = effect;
  const needed = (count: number | null) => (count === null ? t.requests.impossible : String(count));
  return (
    <>
      <dl className="effect">
        <div>
          <dt>{t.requests.places}</dt>
          <dd>{t.requests.nowThen(t.requests.of(taken, places), t.requests.of(taken_then, places))}</dd>
        </div>
        <div>
          <dt>{t.requests.workers}</dt>
          <dd>
            {t.requests.nowThen(needed(workers_needed), needed(workers_needed_then))}{' '}
            <span className="muted">({t.requests.planned(workers)})</span>
          </dd>
        </div>
      </dl>
      {against && <Notice kind="warn">{against.message}</Notice>}
    </>
  );
}
