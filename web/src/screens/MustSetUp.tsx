import { useLogOut } from '../api/session';
import { useWords } from '../i18n';
import { secondFactorWords } from '../i18n/secondFactor';
import { Button } from '../ui/Button';
import { Entrance } from './auth/Entrance';
import { SetUp } from './SetUp';

/** All that a colleague sees who needs a second factor and has none; afterwards the portal is there by itself. */
export default function MustSetUp() {
  const { language } = useWords();
  const t = secondFactorWords[language];
  const logOut = useLogOut();
  return (
    <Entrance title={t.must}>
      <p>{t.mustWhy}</p>
      <SetUp label={t.start} onDone={() => {}} />
      <Button look="quiet" onClick={() => logOut('here')}>
        {t.logOut}
      </Button>
    </Entrance>
  );
}
