import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { LOG_IN } from '../pages';
import { http, ok, type Schemas } from './client';

export type Me = Schemas['MeView'];

const OFFICE = ['planner', 'administrator'];

/** Who is signed in, with what the pages decide by. */
const withRights = (me: Me) => ({
  ...me,
  email: me.user_names[0] ?? '',
  isStaff: me.staff_role !== null,
  isOffice: OFFICE.includes(me.staff_role ?? ''),
  isAdministrator: me.staff_role === 'administrator',
  isFamily: me.families.length > 0,
});

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => withRights(await ok(http.GET('/session'))),
  staleTime: 5 * 60_000,
});

export const useSession = () => useQuery(sessionQuery);

/** Inside the portal somebody is always signed in. */
export function useMe() {
  const { data } = useSession();
  if (!data) throw new Error('Nobody is signed in here.');
  return data;
}

export function useLogOut() {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  return async (where: 'here' | 'everywhere') => {
    await ok(http.DELETE(where === 'here' ? '/session' : '/sessions'));
    client.clear();
    navigate(LOG_IN, { replace: true });
  };
}
