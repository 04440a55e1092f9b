import { useQuery } from '@tanstack/react-query';
import { configurationQuery } from '../../api/staff';
import { useWordsOf } from '../../i18n/areas';
import { closingWords } from '../../i18n/closing';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { ClosingDays } from './closing/ClosingDays';
import { OpeningCalendars } from './closing/OpeningCalendars';
import { PublicHolidays } from './closing/PublicHolidays';

/** When there is no care: single days, public holidays, and the weeks that some contracts do not have. */
export default function Closing() {
  const t = useWordsOf(closingWords);
  const configuration = useQuery(configurationQuery);
  return (
    <Page title={t.title}>
      <div className="columns">
        <div className="stack wide">
          <Loaded of={configuration}>{(it) => <ClosingDays configuration={it} />}</Loaded>
          <OpeningCalendars />
        </div>
        <PublicHolidays />
      </div>
    </Page>
  );
}
