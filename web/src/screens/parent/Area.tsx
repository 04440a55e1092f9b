import { Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { useLogOut, useMe } from '../../api/session';
import { useParentWords } from '../../i18n/areas';
import { PARENT_ROUTES } from '../../routes';
import { Button, LinkButton } from '../../ui/Button';
import { Skeleton } from '../../ui/Loaded';
import { Shell } from '../../ui/Shell';
import { MemberControls } from '../MemberControls';
import { NotFound } from '../NotFound';
import { usePlaces } from './places';

export default function ParentArea() {
  const t = useParentWords();
  const { isStaff } = useMe();
  const logOut = useLogOut();
  return (
    <Shell
      label={t.menu}
      {...usePlaces()}
      foot={
        <>
          {isStaff && (
            <LinkButton look="quiet" to="/staff">
              {t.places.staff}
            </LinkButton>
          )}
          <MemberControls />
          <Button look="quiet" icon="out" onClick={() => logOut('here')}>
            {t.places.logOut}
          </Button>
        </>
      }
    >
      <Suspense fallback={<Skeleton lines={4} />}>
        <Switch>
          {PARENT_ROUTES.map(({ path, Screen }) => (
            <Route key={path} path={path}>
              {(params) => <Screen params={params as Record<string, string>} />}
            </Route>
          ))}
          <Route component={NotFound} />
        </Switch>
      </Suspense>
    </Shell>
  );
}
