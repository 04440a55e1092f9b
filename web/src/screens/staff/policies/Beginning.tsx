import { useQuery } from '@tanstack/react-query';
import { type CareType, type OfCareType, samplesQuery } from '../../../api/policies';
import { useWords } from '../../../i18n';
import { useWordsOf } from '../../../i18n/areas';
import { policyWords } from '../../../i18n/policies';
import { plainDay } from '../../../lib/dates.ts';
import type { Document } from '../../../lib/documents.ts';
import { Choice } from '../../../ui/Field';
import { Form } from '../../../ui/Form';
import { Card } from '../../../ui/List';
import { Loaded } from '../../../ui/Loaded';

type Props = { of: OfCareType; onBegin: (rules: Document) => void };

/** What to begin with: the rules of today, those of another day, or what another organisation has published. */
export function Beginning({ of: all, onBegin }: Props) {
  const t = useWordsOf(policyWords);
  const { language } = useWords();
  const samples = useQuery(samplesQuery);
  return (
    <Loaded of={samples} lines={2}>
      {(it) => {
        const others = all.versions.filter((one) => one.version !== all.in_force.version);
        const bases: [string, Document][] = [
          [t.baseNow, all.in_force.rules],
          ...others.map((one): [string, Document] => [
            t.baseVersion(one.version, plainDay(one.effective_from, language)),
            one.rules,
          ]),
          ...it.samples.flatMap((one) =>
            rulesOf(one.policies, all.care_type).map((rules): [string, Document] => [t.baseSample(one.name), rules]),
          ),
        ];
        const send = async (values: FormData) => {
          const rules = bases[Number(values.get('base'))]?.[1];
          if (rules) onBegin(rules);
        };
        return (
          <Card>
            <Form send={send} label={t.begin}>
              <Choice
                id="base"
                label={t.base}
                hint={t.baseHint}
                options={bases.map(([label], at) => ({ value: String(at), label }))}
              />
            </Form>
          </Card>
        );
      }}
    </Loaded>
  );
}

const rulesOf = (policies: { care_type: CareType; rules: Document }[], care: CareType) =>
  policies.filter((it) => it.care_type === care).map((it) => it.rules);
