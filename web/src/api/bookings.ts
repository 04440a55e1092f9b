import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Month } from '../lib/dates.ts';
import { http, ok, type Schemas } from './client';
import { keys } from './keys';

export type BookedDay = Schemas['BookedDayView'];

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
