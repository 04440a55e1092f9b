import { queryOptions } from '@tanstack/react-query';
import type { Day } from '../lib/dates.ts';
import { http, ok, type Schemas } from './client';
import { type One, pathOf } from './contracts';
import { staffKeys } from './staff';

export type Changed = Schemas['ContractsChangedView'];
export type NewContract = Schemas['NewContractBody'];
export type ContractChange = Schemas['ContractChangeBody'];

const path = (childId: string) => ({ path: { child_id: childId } });

export const staffContractsKey = (childId: string) => [...staffKeys.child(childId), 'contracts'];

export const staffContractsQuery = (childId: string) =>
  queryOptions({
    queryKey: staffContractsKey(childId),
    queryFn: () => ok(http.GET('/staff/children/{child_id}/contracts', { params: path(childId) })),
  });

export const enterContract = (childId: string, body: NewContract) =>
  ok(http.POST('/staff/children/{child_id}/contracts', { params: path(childId), body }));

export const changeContract = (one: One, body: ContractChange) =>
  ok(http.POST('/staff/children/{child_id}/contracts/{contract_id}/changes', { params: pathOf(one), body }));

export const setEnding = (one: One, until: Day | null) =>
  ok(http.PUT('/staff/children/{child_id}/contracts/{contract_id}/ending', { params: pathOf(one), body: { until } }));
