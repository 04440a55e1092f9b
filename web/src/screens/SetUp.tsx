import './setUp.css';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { http, ok, type Schemas } from '../api/client';
import { useWords } from '../i18n';
import { secondFactorWords } from '../i18n/secondFactor';
import { Button } from '../ui/Button';
import CodeField from '../ui/CodeField';
import { Form } from '../ui/Form';
import { Notice } from '../ui/Notice';
import { useToast } from '../ui/Toast';
import { useAction } from '../ui/useAction';

export const SECOND_FACTOR = ['second-factor'];

/** An app is shown the secret, shows a code, and then the recovery codes are there: for this once. */
export function SetUp({ label, onDone }: { label: string; onDone: () => void }) {
  const [shown, setShown] = useState<Schemas['SetUpView']>();
  const [codes, setCodes] = useState<string[]>();
  const begin = useAction(() => ok(http.POST('/second-factor/set-ups', {})), { after: setShown });
  const confirm = useAction(
    (values: FormData) => ok(http.PUT('/second-factor', { body: { code: String(values.get('code')) } })),
    { after: (made) => setCodes(made.codes) },
  );
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  if (shown) return <Scan shown={shown} send={confirm.send} />;
  return (
    <>
      {begin.problem && (
        <Notice kind="bad" alert>
          {begin.problem}
        </Notice>
      )}
      <Button busy={begin.busy} onClick={() => begin.run(undefined)}>
        {label}
      </Button>
    </>
  );
}

function Scan({ shown, send }: { shown: Schemas['SetUpView']; send: (values: FormData) => Promise<unknown> }) {
  const { language } = useWords();
  const t = secondFactorWords[language];
  return (
    <>
      <p>{t.scan}</p>
      <svg className="qr" viewBox={`0 0 ${shown.size} ${shown.size}`} role="img" aria-label={t.drawing}>
        <path d={shown.path} />
      </svg>
      <a className="button line" href={shown.address}>
        {t.open}
      </a>
      <p>
        {t.type} <code className="secret">{inGroups(shown.secret)}</code>
      </p>
      <p>{t.show}</p>
      <Form send={send} label={t.finish}>
        <CodeField />
      </Form>
    </>
  );
}

const inGroups = (secret: string) => secret.replace(/(.{4})(?=.)/g, '$1 ');

export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { language } = useWords();
  const t = secondFactorWords[language];
  const say = useToast();
  const client = useQueryClient();

  async function copy() {
    await navigator.clipboard.writeText(codes.join('\n'));
    say(t.copied);
  }

  async function finish() {
    await client.invalidateQueries();
    onDone();
  }

  return (
    <>
      <h2>{t.codes}</h2>
      <p>{t.codesHow}</p>
      <ul className="codes">
        {codes.map((it) => (
          <li key={it}>
            <code>{it}</code>
          </li>
        ))}
      </ul>
      <div className="row">
        <Button look="line" onClick={copy}>
          {t.copy}
        </Button>
        <Button onClick={finish}>{t.kept}</Button>
      </div>
    </>
  );
}
