import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Day } from '../lib/dates.ts';
import { http, ok, type Schemas } from './client';
import { useMe } from './session';

export type Group = Schemas['GroupView'] & { location: string };
export type StaffFamily = Schemas['StaffFamilyView'];

export const staffKeys = {
  requests: ['staff', 'requests'],
  groups: ['staff', 'groups'],
  families: ['staff', 'families'],
  family: (familyId: string) => ['staff', 'families', familyId],
  colleagues: ['staff', 'colleagues'],
  configuration: ['staff', 'configuration'],
  photos: ['staff', 'photos'],
  runs: ['staff', 'runs'],
  imports: ['staff', 'imports'],
  wave: ['staff', 'wave'],
};

export const configurationQuery = queryOptions({
  queryKey: staffKeys.configuration,
  queryFn: () => ok(http.GET('/staff/configuration')),
  staleTime: 60_000,
});

/** How far people have come with their accounts: at most a hundred at once. */
export const accountsQuery = (accountIds: string[]) =>
  queryOptions({
    queryKey: [...staffKeys.families, 'accounts', accountIds],
    queryFn: () => ok(http.GET('/staff/accounts', { params: { query: { account_ids: accountIds.join(',') } } })),
  });

/** The groups somebody works with: a group worker's own, all of them for the office. */
export function useGroups() {
  const { isOffice, group_ids } = useMe();
  const configuration = useQuery(configurationQuery);
  const names = new Map(configuration.data?.locations.map((it) => [it.location_id, it.name]));
  const all = configuration.data?.groups.map((it): Group => ({ ...it, location: names.get(it.location_id) ?? '' }));
  all?.sort((one, other) => one.location.localeCompare(other.location) || one.name.localeCompare(other.name));
  return { ...configuration, data: isOffice ? all : all?.filter((it) => group_ids.includes(it.group_id)) };
}

export const groupDayQuery = (groupId: string, day: Day) =>
  queryOptions({
    queryKey: [...staffKeys.groups, groupId, day],
    queryFn: () =>
      ok(http.GET('/staff/groups/{group_id}/days/{day}', { params: { path: { group_id: groupId, day } } })),
  });

export const requestsQuery = queryOptions({
  queryKey: [...staffKeys.requests, 'first'],
  queryFn: () => ok(http.GET('/staff/requests')),
});
