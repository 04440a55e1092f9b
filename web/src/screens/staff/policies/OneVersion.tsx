import { useQuery } from '@tanstack/react-query';
import { differencesQuery, type OfCareType, type Version, wordsQuery } from '../../../api/policies';
import { useWords } from '../../../i18n';
import { useWordsOf } from '../../../i18n/areas';
import { policyWords } from '../../../i18n/policies';
import { plainDay, today } from '../../../lib/dates.ts';
import { Section } from '../../../ui/List';
import { Loaded } from '../../../ui/Loaded';
import { Sheet } from '../../../ui/Sheet';
import { InWords } from '../../policies/InWords';
import { Differences } from './Differences';

type Props = { of: Version; all: OfCareType; onClose: () => void };

/** A version: what it changed, and all of it as parents read it. */
export function OneVersion({ of: version, all, onClose }: Props) {
  const t = useWordsOf(policyWords);
  const { language } = useWords();
  const before = Math.max(0, ...all.versions.map((it) => it.version).filter((it) => it < version.version));
  const differences = useQuery(differencesQuery(version.care_type, before, version.version, language));
  const words = useQuery(wordsQuery(version, all.latest_version, today(), language));
  return (
    <Sheet
      title={`${t.version(version.version)}, ${t.from(plainDay(version.effective_from, language))}`}
      onClose={onClose}
    >
      <Section title={t.changes}>
        <Loaded of={differences} lines={2}>
          {(it) => <Differences of={it} />}
        </Loaded>
      </Section>
      <Section title={t.inWords}>
        <Loaded of={words} lines={4}>
          {(it) => <InWords of={{ beginning: '', sections: it.words.sections }} />}
        </Loaded>
      </Section>
    </Sheet>
  );
}
