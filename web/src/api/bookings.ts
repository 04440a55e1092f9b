import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Month } from '../lib/dates.ts';
import { http, ok, type Schemas } from './client';

export type BookedDay = Schemas['BookedDayView'];

/** What is asked of a child begins with its id: one change refreshes all of it. */
export const keys = {
  child: (childId: string) => ['child', childId],
  requests: ['requests'],
  groups: ['groups'],
};

const path = (childId: string) => ({ path: { child_id: childId } });

export const monthQuery = (childId: string, month: Month) =>
  queryOptions({
    queryKey: [...keys.child(childId), 'month', month],
    queryFn: () =>
      ok(http.GET('/children/{child_id}/months/{month}', { params: { path: { child_id: childId, month } } })),
  });

export const creditsQuery = (childId: string) =>
  queryOptions({
    queryKey: [...keys.child(childId), 'credits'],
    queryFn: () => ok(http.GET('/children/{child_id}/credits', { params: path(childId) })),
  });

export const ledgerQuery = (childId: string) =>
  infiniteQueryOptions({
    queryKey: [...keys.child(childId), 'ledger'],
    queryFn: ({ pageParam }) =>
      ok(http.GET('/children/{child_id}/credits', { params: { ...path(childId), query: { cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
