import { lazy, Suspense } from 'react';
import { Route, Router, Switch } from 'wouter';
import { Speaking, type wordsIn } from './i18n';
import type { Language } from './i18n/language';
import { OfOrganisation } from './organisation';
import { ACTIVATE, CONFIRM_EMAIL, FORGOTTEN, LOG_IN, RESET } from './pages';
import { LogIn } from './screens/auth/LogIn';

const member = () => import('./Member');
const Member = lazy(member);
const Activate = lazy(() => import('./screens/auth/Activate'));
const Forgotten = lazy(() => import('./screens/auth/Forgotten'));
const Reset = lazy(() => import('./screens/auth/Reset'));
const ConfirmEmail = lazy(() => import('./screens/auth/ConfirmEmail'));

/** Begin with all that the page which was asked for needs. */
export const startMember = (language: Language) =>
  void member().then(({ start }) => start(language, location.pathname));

/** Somebody begins to type: what is behind the log-in can be downloaded meanwhile. */
const expectMember = () => void member();

type Props = { initial: Awaited<ReturnType<typeof wordsIn>>; path?: string };

export function App({ initial, path }: Props) {
  return (
    <Speaking initial={initial}>
      <OfOrganisation>
        <Router ssrPath={path}>
          <Suspense>
            <Switch>
              <Route path={LOG_IN}>
                <LogIn onFocus={expectMember} />
              </Route>
              <Route path={ACTIVATE} component={Activate} />
              <Route path={FORGOTTEN} component={Forgotten} />
              <Route path={RESET} component={Reset} />
              <Route path={CONFIRM_EMAIL} component={ConfirmEmail} />
              <Route>
                <Member />
              </Route>
            </Switch>
          </Suspense>
        </Router>
      </OfOrganisation>
    </Speaking>
  );
}
