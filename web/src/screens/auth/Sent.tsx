import { useState } from 'react';
import { useWords } from '../../i18n';
import { useOrganisation } from '../../organisation';
import { LOG_IN } from '../../pages';
import { Button, LinkButton } from '../../ui/Button';
import { sentenceOf } from '../../ui/Form';
import { Notice } from '../../ui/Notice';
import { telephone } from './Entrance';

/** A mail is on its way, perhaps: the same words whether there is an account or not. */
export function Sent({ again }: { again: () => Promise<unknown> }) {
  const { t } = useWords();
  const organisation = useOrganisation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');

  async function resend() {
    setBusy(true);
    setProblem('');
    await again().catch((error) => setProblem(sentenceOf(error, t)));
    setBusy(false);
  }

  return (
    <>
      <Notice kind="good" alert>
        <p>{t.sent.intro}</p>
      </Notice>
      <p>{t.sent.spam}</p>
      {problem && (
        <Notice kind="bad" alert>
          {problem}
        </Notice>
      )}
      <Button look="line" icon="mail" busy={busy} onClick={resend}>
        {t.sent.again}
      </Button>
      {organisation && (
        <div className="first stack">
          <p>{t.sent.still(organisation.name)}</p>
          <LinkButton look="line" icon="phone" to={telephone(organisation.phone)} block>
            {t.sent.call(organisation.phone)}
          </LinkButton>
          <LinkButton look="line" icon="mail" to={`mailto:${organisation.email}`} block>
            {t.sent.mail}
          </LinkButton>
        </div>
      )}
      <LinkButton look="quiet" to={LOG_IN}>
        {t.sent.toLogIn}
      </LinkButton>
    </>
  );
}
