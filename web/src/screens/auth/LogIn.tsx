import { lazy, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { http, ok } from '../../api/client';
import { useWords } from '../../i18n';
import { pathOr } from '../../lib/paths.ts';
import { FORGOTTEN } from '../../pages';
import { Field, Tick } from '../../ui/Field';
import { Form } from '../../ui/Form';
import { Entrance } from './Entrance';

const Code = lazy(() => import('./Code'));

export function LogIn({ onFocus }: { onFocus: () => void }) {
  const { t } = useWords();
  const [search] = useSearchParams();
  const [, navigate] = useLocation();
  const [needsCode, setNeedsCode] = useState(false);
  const goIn = () => navigate(pathOr(search.get('to'), '/'), { replace: true });

  async function send(values: FormData) {
    const name = String(values.get('name')).trim();
    const password = String(values.get('password'));
    const body = { name, password, remember: values.has('remember') };
    const { code_needed } = await ok(http.POST('/session', { body }));
    if (code_needed) setNeedsCode(true);
    else goIn();
  }

  if (needsCode) return <Code onDone={goIn} onAgain={() => setNeedsCode(false)} />;

  return (
    <Entrance title={t.logIn.title}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only begins to fetch what comes next */}
      <div onFocus={onFocus}>
        <Form send={send} label={t.logIn.title} after={<Forgotten />}>
          <Field
            id="name"
            label={t.logIn.name}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            enterKeyHint="next"
          />
          <Field id="password" type="password" label={t.logIn.password} autoComplete="current-password" />
          <Tick id="remember" label={t.logIn.remember} />
        </Form>
      </div>
      <div className="first stack tight">
        <p>
          <b>{t.logIn.firstTime}</b>
        </p>
        <p className="muted">
          {t.logIn.firstTimeHow} <Link to={`${FORGOTTEN}?first`}>{t.logIn.firstTimeLink}</Link>
        </p>
      </div>
    </Entrance>
  );
}

function Forgotten() {
  const { t } = useWords();
  return (
    <Link to={FORGOTTEN} className="button quiet">
      {t.logIn.forgotten}
    </Link>
  );
}
