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

export const rehearsePolicy = (care: CareType, body: Body) =>
  ok(http.POST('/staff/policies/{care_type}/dry-run', { params: path(care), body }));

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
