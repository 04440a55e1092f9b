import './policies/policies.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { bodyOf, type OfCareType, policiesQuery, rehearsePolicy, tryPolicy } from '../../api/policies';
import { useMe } from '../../api/session';
import { useWordsOf } from '../../i18n/areas';
import { policyWords } from '../../i18n/policies';
import { addMonths, thisMonth } from '../../lib/dates.ts';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { Sheet } from '../../ui/Sheet';
import { NotFound } from '../NotFound';
import { Beginning } from './policies/Beginning';
import { useDraft } from './policies/draft';
import { Editor } from './policies/Editor';
import { type Looked, Review } from './policies/Review';

/** Write rules in three steps: what to begin with, the form, and what it means. Then they are saved. */
export default function PolicyDraft({ params }: { params: Record<string, string> }) {
  const policies = useQuery(policiesQuery);
  const { isAdministrator } = useMe();
  return (
    <Loaded of={policies} lines={6}>
      {({ care_types }) => {
        const all = care_types.find((it) => it.care_type === params.care);
        return all && isAdministrator ? <OfOne of={all} /> : <NotFound />;
      }}
    </Loaded>
  );
}

function OfOne({ of: all }: { of: OfCareType }) {
  const t = useWordsOf(policyWords);
  const care = all.care_type;
  const back = `/staff/policies?care=${care}`;
  const [, navigate] = useLocation();
  const [draft, setDraft] = useDraft(care);
  const [looked, setLooked] = useState<Looked>();
  const [isLeaving, setLeaving] = useState(false);

  async function look() {
    if (!draft) return;
    const body = bodyOf(draft.rules, draft.effectiveFrom, all.latest_version);
    const tried = await tryPolicy(care, body);
    setLooked({ body, draft: tried, rehearsal: await rehearsePolicy(care, body) });
    scrollTo(0, 0);
  }

  const drop = () => {
    setDraft(undefined);
    setLooked(undefined);
    setLeaving(false);
  };
  const done = () => {
    drop();
    navigate(back);
  };
  return (
    <Page
      key={looked ? 'review' : 'form'}
      title={looked ? t.review : t.new(t.careTypes[care])}
      back={{ to: back, label: t.back }}
      aside={
        draft && (
          <Button look="quiet" onClick={() => setLeaving(true)}>
            {t.again}
          </Button>
        )
      }
    >
      {!draft && (
        <Beginning
          of={all}
          onBegin={(rules) => setDraft({ rules, effectiveFrom: `${addMonths(thisMonth(), 1)}-01` })}
        />
      )}
      {draft && !looked && <Editor draft={draft} onChange={setDraft} look={look} />}
      {looked && <Review care={care} of={looked} onBack={() => setLooked(undefined)} onDone={done} />}
      {isLeaving && (
        <Sheet title={t.again} onClose={() => setLeaving(false)}>
          <p>{t.againWhat}</p>
          <Button look="danger" block onClick={drop}>
            {t.again}
          </Button>
          <Button look="line" block onClick={() => setLeaving(false)}>
            {t.goOn}
          </Button>
        </Sheet>
      )}
    </Page>
  );
}
