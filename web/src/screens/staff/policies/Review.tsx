import type { CareType, Draft, Rehearsal } from '../../../api/policies';
import { type Body, savePolicy } from '../../../api/policies';
import { staffKeys } from '../../../api/staff';
import { useWords } from '../../../i18n';
import { useWordsOf } from '../../../i18n/areas';
import { policyWords } from '../../../i18n/policies';
import { capital, longDay, plainDay } from '../../../lib/dates.ts';
import { Button } from '../../../ui/Button';
import { Card, Line, List } from '../../../ui/List';
import { Problem } from '../../../ui/Notice';
import { useAction } from '../../../ui/useAction';
import { InWords } from '../../policies/InWords';
import { Differences } from './Differences';

export type Looked = { body: Body; draft: Draft; rehearsal: Rehearsal };
type Props = { care: CareType; of: Looked; onBack: () => void; onDone: () => void };

/** What the rules mean, before they are saved: for parents in words, and for the requests that are open. */
export function Review({ care, of: { body, draft, rehearsal }, onBack, onDone }: Props) {
  const t = useWordsOf(policyWords);
  const { language } = useWords();
  const publish = useAction(() => savePolicy(care, body), {
    done: t.published,
    refresh: [staffKeys.policies, ['rules']],
    after: onDone,
  });
  return (
    <>
      <div className="columns">
        <div className="stack">
          <Card title={t.different}>
            <Differences of={draft.differences} />
          </Card>
          <Rehearsed of={rehearsal} />
        </div>
        <Card title={t.inWords}>
          <InWords of={draft.words} />
        </Card>
      </div>
      <Card>
        <p>{t.publishHow}</p>
        <Problem of={publish} />
        <div className="row">
          <Button icon="check" busy={publish.busy} onClick={() => publish.run(undefined)}>
            {t.publish(plainDay(body.effective_from, language))}
          </Button>
          <Button look="line" onClick={onBack}>
            {t.change}
          </Button>
        </div>
      </Card>
    </>
  );
}

function Rehearsed({ of: { looked_at, are_more, different } }: { of: Rehearsal }) {
  const t = useWordsOf(policyWords);
  const { language } = useWords();
  return (
    <Card title={t.rehearsal}>
      <p>{different.length ? t.otherwise(different.length, looked_at) : t.sameForAll(looked_at)}</p>
      {are_more && <p className="muted small">{t.areMore}</p>}
      {different.length > 0 && (
        <List label={t.rehearsal}>
          {different.map(({ request, now, then }) => (
            <Line
              key={request.request_id}
              title={`${request.child}, ${longDay(request.day, language)}`}
              detail={
                <>
                  {capital(t.nowThen(t.foreseen[now.outcome], t.foreseen[then.outcome]))}
                  {then.why && (
                    <>
                      <br />
                      {then.why.message}
                    </>
                  )}
                </>
              }
            />
          ))}
        </List>
      )}
    </Card>
  );
}
