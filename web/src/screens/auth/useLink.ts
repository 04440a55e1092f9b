import { useEffect, useState } from 'react';
import { http, ok, type Schemas } from '../../api/client';

type Shown = Schemas['LinkStateView'];
export type LinkLook = { token: string; shown?: Shown; error?: unknown };

/**
 * The link that somebody came with. Its token is in the fragment, which goes to no server by itself; looking at it
 * uses nothing up. It leaves the address, so that it is not in the history of a shared computer.
 */
export function useLink(): LinkLook {
  const [look, setLook] = useState<LinkLook>(() => ({ token: location.hash.slice(1) }));
  useEffect(() => {
    history.replaceState(history.state, '', location.pathname);
    ok(http.POST('/links/state', { body: { token: look.token || '-' } }))
      .then((shown) => setLook({ token: look.token, shown }))
      .catch((error) => setLook({ token: look.token, error }));
  }, [look.token]);
  return look;
}
