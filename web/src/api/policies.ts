import { queryOptions } from '@tanstack/react-query';
import type { Day } from '../lib/dates.ts';
import type { Document } from '../lib/documents.ts';
import { http, ok, type Schemas } from './client';
import { staffKeys } from './staff';

export type CareType = Schemas['CareType'];
export type OfCareType = Schemas['CareTypePoliciesView'];
export type Version = Schemas['PolicyView'];
export type Draft = Schemas['DraftView'];
export type Differences = Schemas['DifferencesView'];
export type Rehearsal = Schemas['RehearsalView'];

/** Rules as they are sent: from a day on, after the version that was read last. */
export type Body = Schemas['PolicyBody'];

export const policiesQuery = queryOptions({
  queryKey: staffKeys.policies,
  queryFn: () => ok(http.GET('/staff/policies')),
});

export const samplesQuery = queryOptions({
  queryKey: [...staffKeys.policies, 'samples'],
  queryFn: () => ok(http.GET('/staff/policies/samples')),
  staleTime: Number.POSITIVE_INFINITY,
});

export const bodyOf = (rules: Document, effective_from: Day, version: number): Body => ({
  ...rules,
  effective_from,
  version,
});

const path = (care_type: CareType) => ({ path: { care_type } });

export const tryPolicy = (care: CareType, body: Body) =>
  ok(http.POST('/staff/policies/{care_type}/drafts', { params: path(care), body }));

const MOST_PAGES = 10; // of some hundred requests

/** What the rules would decide otherwise, of the oldest open requests. */
export async function rehearsePolicy(care: CareType, body: Body): Promise<Rehearsal> {
  const look = (cursor: string | null) =>
    ok(http.POST('/staff/policies/{care_type}/dry-run', { params: path(care), body: { ...body, cursor } }));
  let all = await look(null);
  for (let page = 1; all.next && page < MOST_PAGES; page += 1) {
    const more = await look(all.next);
    const different = [...all.different, ...more.different];
    all = { ...more, looked_at: all.looked_at + more.looked_at, different };
  }
  return all;
}

export const savePolicy = (care: CareType, body: Body) =>
  ok(http.POST('/staff/policies/{care_type}', { params: path(care), body }));

/** A version as parents read it: rules that were replaced are read as if they were to begin today. */
export const wordsQuery = (version: Version, latest: number, today: Day, language: string) =>
  queryOptions({
    queryKey: [...staffKeys.policies, 'words', version.care_type, version.version, language],
    queryFn: () => tryPolicy(version.care_type, bodyOf(version.rules, today, latest)),
  });

export const differencesQuery = (care: CareType, older: number, newer: number, language: string) =>
  queryOptions({
    queryKey: [...staffKeys.policies, 'diff', care, older, newer, language],
    queryFn: () =>
      ok(http.GET('/staff/policies/{care_type}/diff', { params: { ...path(care), query: { older, newer } } })),
  });
