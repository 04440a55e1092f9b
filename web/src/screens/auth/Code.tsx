import { useState } from 'react';
import { http, ok } from '../../api/client';
import { useWords } from '../../i18n';
import { secondFactorWords, warningOf } from '../../i18n/secondFactor';
import { Button } from '../../ui/Button';
import CodeField, { RecoveryField } from '../../ui/CodeField';
import { Form } from '../../ui/Form';
import { Notice } from '../../ui/Notice';
import { Entrance } from './Entrance';

type Props = { onDone: () => void; onAgain: () => void };

const codesLeft = async () => (await ok(http.GET('/second-factor'))).recovery_codes_left;

/** The second step of logging in. Which log-in it is of stands in a cookie. */
export default function Code({ onDone, onAgain }: Props) {
  const { language } = useWords();
  const t = secondFactorWords[language];
  const [isRecovery, setRecovery] = useState(false);
  const [left, setLeft] = useState<number>();

  async function send(values: FormData) {
    await ok(http.POST('/session/code', { body: { code: String(values.get('code')).trim() } }));
    // Who is in goes on, also if nobody can say how many are left.
    const count = isRecovery ? await codesLeft().catch(() => undefined) : undefined;
    if (count !== undefined && warningOf(count, t)) setLeft(count);
    else onDone();
  }

  const warning = left !== undefined && warningOf(left, t);
  if (warning) {
    return (
      <Entrance title={t.fewTitle}>
        <Notice kind="warn" alert>
          {warning}
        </Notice>
        <p>{t.fewHow}</p>
        <Button onClick={onDone}>{t.next}</Button>
      </Entrance>
    );
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
