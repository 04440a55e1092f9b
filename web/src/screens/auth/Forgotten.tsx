import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { http, ok } from '../../api/client';
import { useWords } from '../../i18n';
import { LOG_IN } from '../../pages';
import { LinkButton } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Form } from '../../ui/Form';
import { Entrance } from './Entrance';
import { Sent } from './Sent';

const ask = (name: string) => ok(http.POST('/password-resets', { body: { name } }));

/** For a forgotten password and for an activation mail that never came: the server knows which link is needed. */
export default function Forgotten() {
  const { t } = useWords();
  const [search] = useSearchParams();
  const [asked, setAsked] = useState<string>();

  async function send(values: FormData) {
    const name = String(values.get('name')).trim();
    await ask(name);
    setAsked(name);
  }

  if (asked !== undefined) {
    return (
      <Entrance title={t.sent.title}>
        <Sent again={() => ask(asked)} />
      </Entrance>
    );
  }
  return (
    <Entrance title={search.has('first') ? t.link.ask : t.forgotten.title}>
      <p>{t.forgotten.intro}</p>
      <Form
        send={send}
        label={t.forgotten.send}
        after={
          <LinkButton look="quiet" to={LOG_IN}>
            {t.sent.toLogIn}
          </LinkButton>
        }
      >
        <Field id="name" label={t.logIn.name} autoComplete="username" autoCapitalize="none" spellCheck={false} />
      </Form>
    </Entrance>
  );
}
