import { infiniteQueryOptions, queryOptions, useQuery } from '@tanstack/react-query';
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
  child: (childId: string) => ['staff', 'child', childId],
  policies: ['staff', 'policies'],
  holidays: ['staff', 'holidays'],
  calendars: ['staff', 'calendars'],
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

/** A child with whom to call. What is asked about it begins with the same key. */
export const staffChildQuery = (childId: string) =>
  queryOptions({
    queryKey: staffKeys.child(childId),
    queryFn: () => ok(http.GET('/staff/children/{child_id}', { params: { path: { child_id: childId } } })),
  });

export const calendarsQuery = queryOptions({
  queryKey: staffKeys.calendars,
  queryFn: () => ok(http.GET('/staff/opening-calendars')),
});

export const colleaguesQuery = queryOptions({
  queryKey: [...staffKeys.colleagues, 'first'],
  queryFn: () => ok(http.GET('/staff/colleagues')),
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

export const requestPagesQuery = infiniteQueryOptions({
  queryKey: [...staffKeys.requests, 'all'],
  queryFn: ({ pageParam }) => ok(http.GET('/staff/requests', { params: { query: { cursor: pageParam } } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
});

export const AT_ONCE = 25; // requests

/** What granting each of these would mean; at most so many `AT_ONCE`. */
export const effectsQuery = (requestIds: string[]) =>
  queryOptions({
    queryKey: [...staffKeys.requests, 'effects', requestIds],
    queryFn: () => ok(http.POST('/staff/requests/effects', { body: { request_ids: requestIds } })),
    retry: false,
  });

export const decideRequest = (requestId: string, body: Schemas['DecisionRequest']) =>
  ok(http.POST('/staff/requests/{request_id}/decision', { params: { path: { request_id: requestId } }, body }));

/** Decide about many, each for itself. */
export async function decideRequests(decisions: Schemas['OneDecision'][]): Promise<Schemas['DecidedView'][]> {
  const decided: Schemas['DecidedView'][] = [];
  for (let at = 0; at < decisions.length; at += AT_ONCE) {
    const body = { decisions: decisions.slice(at, at + AT_ONCE) };
    decided.push(...(await ok(http.POST('/staff/requests/decisions', { body }))).decisions);
  }
  return decided;
}

/** A week of all groups that somebody may see; the groups come in pages. */
export const weekQuery = (day: Day) =>
  infiniteQueryOptions({
    queryKey: [...staffKeys.groups, 'week', day],
    queryFn: ({ pageParam }) =>
      ok(http.GET('/staff/occupancy/weeks/{day}', { params: { path: { day }, query: { cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const planWorkers = (groupId: string, body: Schemas['WorkersInPeriodBody']) =>
  ok(http.PUT('/staff/groups/{group_id}/workers', { params: { path: { group_id: groupId } }, body }));
