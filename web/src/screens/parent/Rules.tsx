import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { rulesQuery } from '../../api/asking';
import type { Schemas } from '../../api/client';
import { useWords } from '../../i18n';
import { useParentWords } from '../../i18n/areas';
import { capital } from '../../lib/dates.ts';
import { Card } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { Segments } from '../../ui/Segments';
import { InWords } from '../policies/InWords';

/** The organisation's rules about days, as the server says them: those of today, and those that come. */
export default function Rules() {
  const t = useParentWords();
  const { language } = useWords();
  const rules = useQuery(rulesQuery(language));
  return (
    <Page title={t.rules.title} back={{ to: '/calendar', label: t.absences.toCalendar }}>
      <p className="muted">{t.rules.intro}</p>
      <Loaded of={rules} lines={8}>
        {({ care_types }) => <OfCareTypes list={care_types} />}
      </Loaded>
    </Page>
  );
}

type OfCareType = Schemas['CareTypeRulesView'];

function OfCareTypes({ list }: { list: OfCareType[] }) {
  const t = useParentWords();
  const [chosen, setChosen] = useState(list[0]?.care_type);
  const shown = list.find((it) => it.care_type === chosen);
  return (
    <>
      {list.length > 1 && (
        <Segments
          label={t.rules.careType}
          name="care-type"
          value={chosen ?? ''}
          options={list.map((it) => ({ value: it.care_type, label: capital(it.title) }))}
          onChange={(value) => setChosen(value as OfCareType['care_type'])}
        />
      )}
      {shown && (
        <Card>
          <InWords of={shown.today} />
          {shown.later.map((it) => (
            <details key={it.version}>
              <summary className="link">
                {t.rules.later}: {it.beginning}
              </summary>
              <InWords of={it} />
            </details>
          ))}
        </Card>
      )}
    </>
  );
}
