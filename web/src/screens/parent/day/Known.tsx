import type { ReactNode } from 'react';
import type { DayRequest } from '../../../api/asking';
import type { BookedDay } from '../../../api/bookings';
import { useWords } from '../../../i18n';
import { useParentWords } from '../../../i18n/areas';
import { useAskingWords } from '../../../i18n/asking';
import type { Language } from '../../../i18n/language';
import { ledgerWords } from '../../../i18n/ledger';
import type { Parent } from '../../../i18n/nl/parent';
import { fullDay, moment } from '../../../lib/dates.ts';
import { clockOf, hoursOf } from '../../../lib/hours.ts';
import { euros } from '../../../lib/money.ts';
import { Facts } from '../../../ui/List';
import { Notice } from '../../../ui/Notice';

type Fact = [name: string, value: ReactNode];

/** A day in words: why it is in the calendar, what was asked or cancelled, and which rule decided. */
export function Known({ booked, isTold }: { booked: BookedDay; isTold: boolean }) {
  const t = useParentWords();
  const words = useAskingWords();
  const { language } = useWords();
  const { request, absence, state } = booked;
  const facts: Fact[] = [[t.calendar.groupName, booked.group]];
  if (state !== 'closed') facts.push([t.calendar.time, `${clockOf(booked.opens)} – ${clockOf(booked.closes)}`]);
  if (absence) facts.push(...ofAbsence(absence, t, language));
  else if (request) facts.push(...ofRequest(request, t, language));
  else if (Number(booked.hours)) facts.push([t.calendar.care, t.hours(hoursOf(booked.hours, language))]);
  return (
    <>
      {isTold && (
        <>
          <p>{words.told[state]}</p>
          {state === 'closed' && booked.closed_because && <Notice>{booked.closed_because}</Notice>}
          {request?.rule && <Notice>{request.rule}</Notice>}
          {request?.reason && (
            <p className="lines" dir="auto">
              {request.reason}
            </p>
          )}
        </>
      )}
      <Facts of={facts} />
    </>
  );
}

function ofAbsence(absence: NonNullable<BookedDay['absence']>, t: Parent, language: Language): Fact[] {
  const { earned: amount, unit } = absence;
  const earned =
    unit && Number(amount)
      ? t.calendar.earnedSome(ledgerWords[language][unit](hoursOf(amount, language)))
      : t.calendar.earnedNothing;
  return [
    [t.calendar.reason, t.calendar.reasons[absence.reason]],
    absence.exchanged_for
      ? [t.calendar.swappedFor, fullDay(absence.exchanged_for, language)]
      : [t.calendar.earned, earned],
    [t.calendar.cancelledOn, moment(absence.at, language)],
  ];
}

function ofRequest(request: DayRequest, t: Parent, language: string): Fact[] {
  const facts: Fact[] = [[t.calendar.paid, paidWith(request, t, language)]];
  if (request.gives_day) facts.push([t.calendar.inExchangeFor, fullDay(request.gives_day, language)]);
  facts.push([t.calendar.askedOn, moment(request.asked_at, language)]);
  if (request.decided_at) facts.push([t.calendar.decidedOn, moment(request.decided_at, language)]);
  return facts;
}

/** "5,5 uur tegoed, € 24,70 op de factuur" */
function paidWith(request: DayRequest, t: Parent, language: string): string {
  const parts = [
    Number(request.exchanged_hours) > 0 && t.calendar.exchanged(hoursOf(request.exchanged_hours, language)),
    Number(request.credit_hours) > 0 && t.calendar.credit(hoursOf(request.credit_hours, language)),
    request.price > 0 && t.calendar.invoiced(euros(request.price, language)),
  ];
  return parts.filter(Boolean).join(', ') || '–';
}
