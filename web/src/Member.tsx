import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { onSignedOut, Refusal } from './api/client';
import { sessionQuery, useSession } from './api/session';
import { useWords } from './i18n';
import { parentWords, staffWords } from './i18n/areas';
import type { Language } from './i18n/language';
import { logInPath } from './lib/paths.ts';
import { startScreen } from './routes';
import { Confirming } from './ui/Confirming';
import { Failed } from './ui/Loaded';
import { Toasts } from './ui/Toast';

const parentArea = () => import('./screens/parent/Area');
const staffArea = () => import('./screens/staff/Area');
const ParentArea = lazy(parentArea);
const StaffArea = lazy(staffArea);
const MustSetUp = lazy(() => import('./screens/MustSetUp'));

const SECONDS = 1000;
const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 20 * SECONDS,
      // A refusal does not change by asking again; a network does.
      retry: (failures, error) =>
        failures < 2 && !(error instanceof Refusal && error.status in { 401: 1, 403: 1, 404: 1 }),
    },
  },
});

const isStaffPath = (path: string) => path === '/staff' || path.startsWith('/staff/');

/** Begin with all that this page will need, before anything is drawn. */
export function start(language: Language, path: string) {
  void client.prefetchQuery(sessionQuery);
  void (isStaffPath(path) ? staffWords : parentWords).preload(language);
  void (isStaffPath(path) ? staffArea() : parentArea());
  startScreen(path);
}

export default function Member() {
  return (
    <QueryClientProvider client={client}>
      <Toasts>
        <Confirming>
          <SignedIn />
        </Confirming>
      </Toasts>
    </QueryClientProvider>
  );
}

function SignedIn() {
  const { choose } = useWords();
  const [path, navigate] = useLocation();
  const session = useSession();
  useEffect(() => {
    onSignedOut(() => {
      client.clear();
      navigate(logInPath(location.pathname + location.search), { replace: true });
    });
  }, [navigate]);
  const own = session.data?.language;
  useEffect(() => {
    // On a new device the portal speaks as its mails do, until another language is chosen here.
    if (own && !localStorage.getItem('language')) void choose(own);
  }, [own, choose]);

  if (session.error instanceof Refusal && session.error.status === 401) {
    return <Redirect to={logInPath(path + location.search)} replace />;
  }
  if (session.error) return <Failed error={session.error} retry={session.refetch} />;
  if (!session.data) return null;
  if (session.data.must_set_up) {
    return (
      <Suspense>
        <MustSetUp />
      </Suspense>
    );
  }
  const { isStaff, isFamily } = session.data;
  if (isStaffPath(path) && !isStaff) return <Redirect to="/" replace />;
  if (!isStaffPath(path) && !isFamily) return <Redirect to="/staff" replace />;
  return (
    <Suspense>
      <Switch>
        <Route path="/staff/*?">
          <staffWords.WithWords>
            <StaffArea />
          </staffWords.WithWords>
        </Route>
        <Route>
          <parentWords.WithWords>
            <ParentArea />
          </parentWords.WithWords>
        </Route>
      </Switch>
    </Suspense>
  );
}
