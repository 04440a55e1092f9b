import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { http, ok, type Schemas } from '../api/client';
import { sessionQuery, useLogOut, useMe } from '../api/session';
import { useWords } from '../i18n';
import { accountWords } from '../i18n/account';
import { LANGUAGES } from '../i18n/language';
import { moment } from '../lib/dates.ts';
import { Button, LinkButton } from '../ui/Button';
import { Choice, Field } from '../ui/Field';
import { Form } from '../ui/Form';
import { Badge, Card, Facts, Line, List, Section, Sign } from '../ui/List';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { Sheet } from '../ui/Sheet';
import { useToast } from '../ui/Toast';
import { useAction } from '../ui/useAction';
import { checkNewPassword, NewPassword } from './auth/NewPassword';
import { SecondFactor } from './SecondFactor';

const SESSIONS = ['sessions'];

/** The same for parents and colleagues: how somebody logs in, in which language, and where. */
export default function Account() {
  const { language } = useWords();
  const t = accountWords[language];
  const isParent = useMe().families.some((it) => it.role === 'parent');
  return (
    <Page title={t.title}>
      <div className="columns">
        <LoggingIn />
        <div className="stack">
          <Language />
          {isParent && <Feed />}
        </div>
      </div>
      <SecondFactor />
      <Sessions />
    </Page>
  );
}

function LoggingIn() {
  const { language, t: base } = useWords();
  const t = accountWords[language];
  const me = useMe();
  const say = useToast();
  const [open, setOpen] = useState<'email' | 'password'>();
  const close = () => setOpen(undefined);
  const changeEmail = useAction(
    (values: FormData) => ok(http.POST('/email-changes', { body: { email: String(values.get('email')).trim() } })),
    {
      after: () => {
        close();
        say(t.emailSent);
      },
    },
  );
  const changePassword = useAction(
    (values: FormData) =>
      ok(
        http.PUT('/password', {
          body: { current: String(values.get('current')), new: String(values.get('password')) },
        }),
      ),
    { done: t.passwordChanged, refresh: [SESSIONS], after: close },
  );
  return (
    <Card title={t.logIn}>
      <Facts
        of={[
          [t.name, me.name],
          [t.email, me.email],
          ...me.user_names.slice(1).map((it): [string, string] => [t.userName, it]),
        ]}
      />
      <div className="row">
        <Button look="line" onClick={() => setOpen('password')}>
          {t.changePassword}
        </Button>
        <Button look="line" onClick={() => setOpen('email')}>
          {t.changeEmail}
        </Button>
      </div>
      {open === 'email' && (
        <Sheet title={t.changeEmail} onClose={close}>
          <Form send={changeEmail.send} label={t.save}>
            <Field id="email" type="email" label={t.newEmail} autoComplete="email" />
          </Form>
        </Sheet>
      )}
      {open === 'password' && (
        <Sheet title={t.changePassword} onClose={close}>
          <Form
            send={changePassword.send}
            check={(values) => checkNewPassword(values, base)}
            label={base.choose.save}
            names={{ new: 'password' }}
          >
            <Field id="current" type="password" label={t.current} autoComplete="current-password" />
            <NewPassword />
          </Form>
        </Sheet>
      )}
    </Card>
  );
}

function Language() {
  const { language, choose, t: base } = useWords();
  const t = accountWords[language];
  const me = useMe();
  const client = useQueryClient();

  async function change(value: string) {
    const chosen = value === 'en' ? 'en' : 'nl';
    await choose(chosen);
    await http.PUT('/me', { body: { name: me.name, language: chosen } });
    await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  }

  return (
    <Card title={t.language}>
      <Choice
        id="language"
        label={t.languageOf}
        value={language}
        options={LANGUAGES.map((it) => ({ value: it, label: base.languages[it] }))}
        onChange={change}
      />
    </Card>
  );
}

function Feed() {
  const { language } = useWords();
  const t = accountWords[language];
  return (
    <Card title={t.feed}>
      <div>
        <LinkButton look="line" icon="calendar" to="/calendar-feed">
          {t.toFeed}
        </LinkButton>
      </div>
    </Card>
  );
}

function Sessions() {
  const { language } = useWords();
  const t = accountWords[language];
  const logOut = useLogOut();
  const sessions = useQuery({ queryKey: SESSIONS, queryFn: () => ok(http.GET('/sessions')) });
  return (
    <Section title={t.sessions}>
      <Loaded of={sessions} lines={2}>
        {(it) => (
          <List label={t.sessions}>
            {it.sessions.map((session) => (
              <OneSession key={session.session_id} session={session} />
            ))}
          </List>
        )}
      </Loaded>
      <div className="row">
        <Button look="line" icon="out" onClick={() => logOut('here')}>
          {t.logOut}
        </Button>
        <Button look="danger" onClick={() => logOut('everywhere')}>
          {t.everywhere}
        </Button>
      </div>
      <p className="muted small">{t.everywhereHow}</p>
    </Section>
  );
}

function OneSession({ session }: { session: Schemas['SessionView'] }) {
  const { language } = useWords();
  const t = accountWords[language];
  const end = useAction(
    () => ok(http.DELETE('/sessions/{session_id}', { params: { path: { session_id: session.session_id } } })),
    { done: t.ended, refresh: [SESSIONS] },
  );
  return (
    <Line
      start={<Sign icon="account" />}
      title={session.device || t.unknown}
      detail={t.last(moment(session.seen_at, language))}
      end={
        session.is_current ? (
          <Badge mood="good">{t.here}</Badge>
        ) : (
          <Button look="quiet" busy={end.busy} onClick={() => end.run(undefined)}>
            {t.end}
          </Button>
        )
      }
    >
      {end.problem && (
        <Notice kind="bad" alert>
          {end.problem}
        </Notice>
      )}
    </Line>
  );
}
