import { useState } from 'react';
import { http, ok } from '../../api/client';
import { useWords } from '../../i18n';
import { LOG_IN } from '../../pages';
import { LinkButton } from '../../ui/Button';
import { Form } from '../../ui/Form';
import { Entrance } from './Entrance';
import { LinkGate } from './LinkGate';
import { checkNewPassword, NewPassword } from './NewPassword';

/** A new password by the link from a mail. Nobody is logged in by it: that is the next step. */
export default function Reset() {
  const { t } = useWords();
  const [isDone, setDone] = useState(false);

  async function send(token: string, values: FormData) {
    await ok(http.POST('/passwords', { body: { token, password: String(values.get('password')) } }));
    setDone(true);
  }

  if (isDone) {
    return (
      <Entrance title={t.choose.done}>
        <p role="status">{t.choose.doneIntro}</p>
        <LinkButton to={LOG_IN}>{t.sent.toLogIn}</LinkButton>
      </Entrance>
    );
  }
  return (
    <LinkGate title={t.choose.reset}>
      {({ token, userName }) => (
        <>
          {userName && <p>{t.choose.for(userName)}</p>}
          <Form
            send={(values) => send(token, values)}
            check={(values) => checkNewPassword(values, t)}
            label={t.choose.save}
          >
            <NewPassword />
          </Form>
        </>
      )}
    </LinkGate>
  );
}
