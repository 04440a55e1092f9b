import { useLocation } from 'wouter';
import { http, ok } from '../../api/client';
import { useWords } from '../../i18n';
import { LOG_IN } from '../../pages';
import { Form } from '../../ui/Form';
import { LinkGate } from './LinkGate';
import { checkNewPassword, NewPassword } from './NewPassword';

/** The first password. Who chooses it is logged in at once; colleagues log in themselves. */
export default function Activate() {
  const { t } = useWords();
  const [, navigate] = useLocation();

  async function send(token: string, values: FormData) {
    const password = String(values.get('password'));
    const activated = await ok(http.POST('/activations', { body: { token, password } }));
    navigate(activated.signed_in ? '/' : LOG_IN, { replace: true });
  }

  return (
    <LinkGate title={t.choose.title}>
      {({ token, userName }) => (
        <>
          {userName && <p>{t.choose.for(userName)}</p>}
          <Form
            send={(values) => send(token, values)}
            check={(values) => checkNewPassword(values, t)}
            label={t.choose.activate}
          >
            <NewPassword />
          </Form>
        </>
      )}
    </LinkGate>
  );
}
