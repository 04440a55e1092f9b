import { Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { useLogOut } from '../api/session';
import type { Screen } from '../routes';
import { Button, LinkButton } from '../ui/Button';
import { Skeleton } from '../ui/Loaded';
import { type Place, Shell } from '../ui/Shell';
import { MemberControls } from './MemberControls';
import { NotFound } from './NotFound';

type Props = {
  label: string;
  places: Place[];
  more: Place;
  screens: Screen[];
  /** The way to the other area, for those who are a parent and a colleague. */
  other?: { to: string; label: string };
  logOut: string;
};

/** What parents and staff have around every screen: where they can go, and the way out. */
export function MemberArea({ label, places, more, screens, other, logOut }: Props) {
  const leave = useLogOut();
  const foot = (
    <>
      {other && (
        <LinkButton look="quiet" to={other.to}>
          {other.label}
        </LinkButton>
      )}
      <MemberControls />
      <Button look="quiet" icon="out" onClick={() => leave('here')}>
        {logOut}
      </Button>
    </>
  );
  return (
    <Shell label={label} places={places} more={more} foot={foot}>
      <Suspense fallback={<Skeleton lines={4} />}>
        <Switch>
          {screens.map(({ path, Screen }) => (
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
