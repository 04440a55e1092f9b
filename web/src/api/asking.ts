import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Day } from '../lib/dates.ts';
import { http, ok, type Schemas } from './client';
import { keys } from './keys';

export type Outlook = Schemas['OutlookView'];
export type Offer = Schemas['OfferView'];
export type DayRequest = Schemas['RequestView'];
export type Part = NonNullable<Schemas['AskRequest']['part']>;
export type Given = Schemas['GivenDay'];
export type Absences = Schemas['AbsenceRequest'];
export type Cancelled = Schemas['CancellationListView'];

const path = (childId: string) => ({ path: { child_id: childId } });
const keyed = (key: string) => ({ 'Idempotency-Key': key });

type Looking = { first: Day; last: Day; part?: Part; gives?: Given };

/** What each of the days would take. The days that are there stay in sight while others are looked at. */
export const outlookQuery = (childId: string, { first, last, part, gives }: Looking) =>
  queryOptions({
    queryKey: [...keys.child(childId), 'outlook', first, last, part, gives],
    queryFn: () => {
      const query = { first, last, part, gives_day: gives?.day, gives_group_id: gives?.group_id };
      return ok(http.GET('/children/{child_id}/days', { params: { ...path(childId), query } }));
    },
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 0,
  });

export const askDay = (childId: string, body: Schemas['AskRequest'], key: string) =>
  ok(http.POST('/children/{child_id}/requests', { params: path(childId), headers: keyed(key), body }));

export const withdrawDay = (childId: string, day: Day, key: string) =>
  ok(
    http.DELETE('/children/{child_id}/requests/{day}', {
      params: { path: { child_id: childId, day } },
      headers: keyed(key),
    }),
  );

const ofFamily = (familyId: string) => ({ path: { family_id: familyId } });

/** What cancelling would give. */
export const absencesQuery = (familyId: string, body: Absences) =>
  queryOptions({
    queryKey: ['absences', familyId, body],
    queryFn: () => ok(http.POST('/families/{family_id}/absences/quote', { params: ofFamily(familyId), body })),
    retry: false,
    staleTime: 0,
  });

export const cancelDays = (familyId: string, body: Absences, key: string) =>
  ok(http.POST('/families/{family_id}/absences', { params: ofFamily(familyId), headers: keyed(key), body }));

/** The organisation's rules, in words. */
export const rulesQuery = (language: string) =>
  queryOptions({ queryKey: ['rules', language], queryFn: () => ok(http.GET('/policies')), staleTime: 60_000 });
