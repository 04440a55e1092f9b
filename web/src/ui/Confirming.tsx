import { createContext, lazy, type ReactNode, Suspense, useContext, useState } from 'react';
import { http, ok } from '../api/client';
import { useSession } from '../api/session';
import { useWords } from '../i18n';
import { Field } from './Field';
import { Form } from './Form';
import { Sheet } from './Sheet';

const CodeField = lazy(() => import('./CodeField'));
const Confirm = createContext<() => Promise<boolean>>(async () => false);

/** Returns what asks for the password, and tells whether it was entered. */
export const useConfirmation = () => useContext(Confirm);

/** Before something important the password is entered again, in a sheet over the page where it happens. */
export function Confirming({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const session = useSession();
  const [answer, setAnswer] = useState<(isConfirmed: boolean) => void>();

  function finish(isConfirmed: boolean) {
    answer?.(isConfirmed);
    setAnswer(undefined);
  }

  async function send(values: FormData) {
    const password = String(values.get('confirmed-password'));
    const code = values.has('confirmed-code') ? String(values.get('confirmed-code')) : undefined;
    await ok(http.POST('/session/password', { body: { password, code } }));
    finish(true);
  }

  return (
    <Confirm.Provider value={() => new Promise((resolve) => setAnswer(() => resolve))}>
      {children}
      {answer && (
        <Sheet title={t.confirm.title} onClose={() => finish(false)}>
          <p>{t.confirm.why}</p>
          <Form send={send} label={t.confirm.send} names={{ password: 'confirmed-password', code: 'confirmed-code' }}>
            <Field id="confirmed-password" type="password" label={t.logIn.password} autoComplete="current-password" />
            <Suspense>{session.data?.second_factor && <CodeField id="confirmed-code" />}</Suspense>
          </Form>
        </Sheet>
      )}
    </Confirm.Provider>
  );
}
