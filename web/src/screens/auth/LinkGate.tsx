import { type ReactNode, useState } from 'react';
import { http, ok } from '../../api/client';
import { useWords } from '../../i18n';
import { FORGOTTEN, LOG_IN } from '../../pages';
import { Button, LinkButton } from '../../ui/Button';
import { sentenceOf } from '../../ui/Form';
import { Notice } from '../../ui/Notice';
import { Entrance } from './Entrance';
import { Sent } from './Sent';
import { type LinkLook, useLink } from './useLink';

type Good = { token: string; userName: string };
type Props = { title: string; children: (good: Good) => ReactNode };

/** Shows its children for a link that works; for any other, why not and the one tap that helps. */
export function LinkGate({ title, children }: Props) {
  const { t } = useWords();
  const look = useLink();
  if (look.error) {
    return (
      <Entrance title={title}>
        <Notice kind="bad" alert>
          <p>{sentenceOf(look.error, t)}</p>
        </Notice>
        <Button onClick={() => location.reload()}>{t.retry}</Button>
      </Entrance>
    );
  }
  if (!look.shown) {
    return (
      <Entrance title={title}>
        <p role="status">{t.link.checking}</p>
      </Entrance>
    );
  }
  if (look.shown.state !== 'good') return <Broken look={look} />;
  return <Entrance title={title}>{children({ token: look.token, userName: look.shown.user_name ?? '' })}</Entrance>;
}

export function Broken({ look: { token, shown } }: { look: LinkLook }) {
  const { t } = useWords();
  const state = shown?.state === 'used' ? 'used' : shown?.state === 'expired' ? 'expired' : 'unknown';
  const isEmail = shown?.purpose === 'email_change';
  const introduction = isEmail && state === 'expired' ? t.email.expiredIntro : t.link[`${state}Intro`];
  const [isSent, setSent] = useState(false);
  const [problem, setProblem] = useState('');
  const again = () => ok(http.POST('/activations/again', { body: { token } }));

  async function fresh() {
    setProblem('');
    await again().then(
      () => setSent(true),
      (error) => setProblem(sentenceOf(error, t)),
    );
  }

  if (isSent) {
    return (
      <Entrance title={t.sent.title}>
        <Sent again={again} />
      </Entrance>
    );
  }
  return (
    <Entrance title={t.link[state]}>
      <p>{introduction}</p>
      {problem && (
        <Notice kind="bad" alert>
          {problem}
        </Notice>
      )}
      {state === 'used' && <LinkButton to={LOG_IN}>{t.sent.toLogIn}</LinkButton>}
      {state === 'unknown' && <LinkButton to={FORGOTTEN}>{t.link.ask}</LinkButton>}
      {state !== 'unknown' && !isEmail && (
        <Button look={state === 'used' ? 'line' : 'brand'} onClick={fresh}>
          {t.link.fresh}
        </Button>
      )}
      {state !== 'used' && (
        <LinkButton look="line" to={LOG_IN}>
          {t.sent.toLogIn}
        </LinkButton>
      )}
    </Entrance>
  );
}
