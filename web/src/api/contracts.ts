import { queryOptions } from '@tanstack/react-query';
import type { Day } from '../lib/dates.ts';
import { http, ok, type Schemas } from './client';
import { keys } from './keys';

export type Contract = Schemas['ContractView'];

const path = (childId: string) => ({ path: { child_id: childId } });
export const pathOf = ({ childId, contractId }: { childId: string; contractId: string }) => ({
  path: { child_id: childId, contract_id: contractId },
});
export type One = { childId: string; contractId: string };

export const contractsQuery = (childId: string) =>
  queryOptions({
    queryKey: [...keys.child(childId), 'contracts'],
    queryFn: () => ok(http.GET('/children/{child_id}/contracts', { params: path(childId) })),
  });

/** What ending a contract would do; without a day it is the first that is possible. */
export const endingQuery = (one: One, until: Day | undefined) =>
  queryOptions({
    queryKey: [...keys.child(one.childId), 'ending', one.contractId, until],
    queryFn: () =>
      ok(
        http.GET('/children/{child_id}/contracts/{contract_id}/ending', {
          params: { ...pathOf(one), query: { until } },
        }),
      ),
    retry: false,
    staleTime: 0,
  });

export const endContract = (one: One, until: Day) =>
  ok(http.POST('/children/{child_id}/contracts/{contract_id}/ending', { params: pathOf(one), body: { until } }));
