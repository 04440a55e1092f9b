import { Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { useLogOut, useMe } from '../../api/session';
import { useStaffWords } from '../../i18n/areas';
import { STAFF_ROUTES } from '../../routes';
import { Button, LinkButton } from '../../ui/Button';
import { Skeleton } from '../../ui/Loaded';
import { Shell } from '../../ui/Shell';
import { MemberControls } from '../MemberControls';
import { NotFound } from '../NotFound';
import { usePlaces } from './places';

export default function StaffArea() {
  const t = useStaffWords();
  const { isFamily } = useMe();
  const logOut = useLogOut();
  return (
    <Shell
      label={t.menu}
      {...usePlaces()}
      foot={
        <>
          {isFamily && (
            <LinkButton look="quiet" to="/">
              {t.places.parents}
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
          {STAFF_ROUTES.map(({ path, Screen }) => (
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
