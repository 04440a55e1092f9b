import { useState } from 'react';
import { http, ok } from '../../api/client';
import { useWords } from '../../i18n';
import { secondFactorWords } from '../../i18n/secondFactor';
import { Button } from '../../ui/Button';
import CodeField, { RecoveryField } from '../../ui/CodeField';
import { Form } from '../../ui/Form';
import { Entrance } from './Entrance';

type Props = { onDone: () => void; onAgain: () => void };

/** The second step of logging in. Which log-in it is of stands in a cookie. */
export default function Code({ onDone, onAgain }: Props) {
  const { language } = useWords();
  const t = secondFactorWords[language];
  const [isRecovery, setRecovery] = useState(false);

  async function send(values: FormData) {
    await ok(http.POST('/session/code', { body: { code: String(values.get('code')).trim() } }));
    onDone();
  }

  return (
    <Entrance title={t.ask}>
      <Form
        key={String(isRecovery)}
        send={send}
        label={t.next}
        after={
          <>
            <Button look="quiet" onClick={() => setRecovery(!isRecovery)}>
              {isRecovery ? t.toCode : t.toRecovery}
            </Button>
            <Button look="quiet" onClick={onAgain}>
              {t.again}
            </Button>
          </>
        }
      >
        {isRecovery ? <RecoveryField /> : <CodeField />}
      </Form>
    </Entrance>
  );
}
