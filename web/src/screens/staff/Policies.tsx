import './policies/policies.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { rulesQuery } from '../../api/asking';
import { type OfCareType, policiesQuery, type Version } from '../../api/policies';
import { useMe } from '../../api/session';
import { colleaguesQuery } from '../../api/staff';
import { useWords } from '../../i18n';
import { useWordsOf } from '../../i18n/areas';
import { policyWords } from '../../i18n/policies';
import { plainDay, today } from '../../lib/dates.ts';
import { type State, stateOf } from '../../lib/versions.ts';
import { LinkButton } from '../../ui/Button';
import { Badge, Card, Line, List, type Mood, Section } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { Segments } from '../../ui/Segments';
import { InWords } from '../policies/InWords';
import { OneVersion } from './policies/OneVersion';

const MOODS: Record<State, Mood> = { now: 'good', coming: 'brand', replaced: 'plain' };

/** The rules of each kind of care: what parents read now, and every version there was. */
export default function Policies() {
  const t = useWordsOf(policyWords);
  const [search, setSearch] = useSearchParams();
  const policies = useQuery(policiesQuery);
  return (
    <Page title={t.title}>
      <p className="muted">{t.intro}</p>
      <Loaded of={policies} lines={6}>
        {({ care_types }) => {
          const chosen = care_types.find((it) => it.care_type === search.get('care')) ?? care_types[0];
          return (
            chosen && (
              <>
                <Segments
                  label={t.careType}
                  name="care"
                  value={chosen.care_type}
                  options={care_types.map((it) => ({ value: it.care_type, label: t.careTypes[it.care_type] }))}
                  onChange={(care) => setSearch({ care }, { replace: true })}
                />
                <OfOne key={chosen.care_type} of={chosen} />
              </>
            )
          );
        }}
      </Loaded>
    </Page>
  );
}

function OfOne({ of: all }: { of: OfCareType }) {
  const t = useWordsOf(policyWords);
  const { isAdministrator } = useMe();
  return (
    <div className="columns">
      <div className="stack wide">
        {isAdministrator ? (
          <LinkButton icon="plus" block to={`/staff/policies/${all.care_type}/new`}>
            {t.write}
          </LinkButton>
        ) : (
          <p className="muted">{t.onlyAdministrators}</p>
        )}
        <Versions of={all} />
      </div>
      <Now of={all} />
    </div>
  );
}

function Now({ of: all }: { of: OfCareType }) {
  const t = useWordsOf(policyWords);
  const { language } = useWords();
  const rules = useQuery(rulesQuery(language));
  return (
    <Section title={t.now}>
      <Loaded of={rules} lines={6}>
        {({ care_types }) => {
          const words = care_types.find((it) => it.care_type === all.care_type)?.today;
          return (
            words && (
              <Card>
                <InWords of={words} />
              </Card>
            )
          );
        }}
      </Loaded>
    </Section>
  );
}

function Versions({ of: all }: { of: OfCareType }) {
  const t = useWordsOf(policyWords);
  const { language } = useWords();
  const [shown, setShown] = useState<Version>();
  const people = useQuery(colleaguesQuery).data?.colleagues;
  const nameOf = (id: string) => people?.find((it) => it.person.account_id === id)?.person.name;
  const { versions, in_force } = all;
  return (
    <Section title={t.versions}>
      {versions.length ? (
        <List label={t.versions}>
          {versions.map((it) => {
            const state = stateOf(it, versions, in_force, today());
            const author = nameOf(it.author);
            return (
              <Line
                key={it.version}
                title={t.version(it.version)}
                detail={[t.from(plainDay(it.effective_from, language)), author && t.by(author)]
                  .filter(Boolean)
                  .join(' · ')}
                end={<Badge mood={MOODS[state]}>{t.states[state]}</Badge>}
                onClick={() => setShown(it)}
              />
            );
          })}
        </List>
      ) : (
        <p className="muted">{t.standard}</p>
      )}
      {shown && <OneVersion of={shown} all={all} onClose={() => setShown(undefined)} />}
    </Section>
  );
}
