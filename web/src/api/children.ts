import { queryOptions, useQueries, useQueryClient } from '@tanstack/react-query';
import { http, ok, type Schemas } from './client';
import { useMe } from './session';

export type ChildOfMine = Schemas['ChildView'];
export type FamilyOfMine = Schemas['FamilyView'];
export type Photo = Schemas['PhotoView'];

export const familyKey = (familyId: string) => ['family', familyId];

export const familyQuery = (familyId: string) =>
  queryOptions({
    queryKey: familyKey(familyId),
    queryFn: () => ok(http.GET('/families/{family_id}', { params: { path: { family_id: familyId } } })),
    staleTime: 60_000,
  });

/** The families in which somebody is a parent; a payer sees invoices only. */
export function useFamilies() {
  const { families } = useMe();
  const ids = families.filter((it) => it.role === 'parent').map((it) => it.family_id);
  const queries = useQueries({ queries: ids.map(familyQuery) });
  const loaded = queries.flatMap((it) => (it.data ? [it.data] : []));
  return {
    data: loaded.length === ids.length ? loaded : undefined,
    error: queries.find((it) => it.error)?.error ?? null,
    refetch: () => Promise.all(queries.map((it) => it.refetch())),
  };
}

/** The children of all of them. */
export function useChildren() {
  const families = useFamilies();
  return { ...families, data: families.data?.flatMap((it) => it.children) };
}

/** Read everything about a child anew. */
export function useRefreshChild() {
  const client = useQueryClient();
  return (child: ChildOfMine) => client.invalidateQueries({ queryKey: familyKey(child.family_id) });
}
