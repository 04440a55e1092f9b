import { useState } from 'react';
import { http, ok } from '../../api/client';
import { useWords } from '../../i18n';
import { LOG_IN } from '../../pages';
import { LinkButton } from '../../ui/Button';
import { Form } from '../../ui/Form';
import { Entrance } from './Entrance';
import { LinkGate } from './LinkGate';

/** The new address proves that it is read. A click decides, because mail scanners open links as well. */
export default function ConfirmEmail() {
  const { t } = useWords();
  const [isDone, setDone] = useState(false);

  async function send(token: string) {
    await ok(http.POST('/email-changes/redeem', { body: { token } }));
    setDone(true);
  }

  if (isDone) {
    return (
      <Entrance title={t.email.done}>
        <p role="status">{t.email.doneIntro}</p>
        <LinkButton to={LOG_IN}>{t.sent.toLogIn}</LinkButton>
      </Entrance>
    );
  }
  return (
    <LinkGate title={t.email.title}>
      {({ token }) => (
        <>
          <p>{t.email.intro}</p>
          <Form send={() => send(token)} label={t.email.confirm} />
        </>
      )}
    </LinkGate>
  );
}
