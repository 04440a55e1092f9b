import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../../api/client';
import type { Contract } from '../../../api/contracts';
import { calendarsQuery, useGroups } from '../../../api/staff';
import { type Changed, changeContract, enterContract, staffContractsKey } from '../../../api/staffContracts';
import { useWords } from '../../../i18n';
import { useStaffWords, useWordsOf } from '../../../i18n/areas';
import { contractFormWords } from '../../../i18n/contractForms';
import { contractWords } from '../../../i18n/contracts';
import { addDays, today } from '../../../lib/dates.ts';
import { centsIn } from '../../../lib/money.ts';
import { Choice, Field } from '../../../ui/Field';
import { Form } from '../../../ui/Form';
import { Loaded } from '../../../ui/Loaded';
import { Sheet } from '../../../ui/Sheet';
import { useAction } from '../../../ui/useAction';
import { Pattern, type PatternOf, problemsOf, readPattern } from './Pattern';

type Props = {
  child: Schemas['ChildView'];
  /** What is changed; without it a new contract is entered. */
  row: Contract | undefined;
  onClose: () => void;
  onDone: (changed: Changed) => void;
};
type CareType = Contract['care_type'];

// Where the sentence of a refusal stands.
const ABOUT = {
  GroupOfOtherCare: 'group_id',
  CalendarUnknown: 'calendar',
  MonthIsOver: 'start',
  ChangeBeforeStart: 'start',
  ContractIsOver: 'start',
  EndsBeforeItBegins: 'until',
  ClosedThatWeekday: 'days',
  OutsideOpeningHours: 'days',
  WeekdayTwice: 'days',
  ClosesBeforeItOpens: 'days',
  ContractsOverlap: 'days',
};
const ALL_WEEKS = 52;

/** A new contract, or what another holds from a day on. */
export function Changing({ child, row, onClose, onDone }: Props) {
  const words = useWordsOf(contractFormWords);
  const groups = useGroups();
  const calendars = useQuery(calendarsQuery);
  return (
    <Sheet title={row ? words.changeOf(row.number) : words.add} onClose={onClose}>
      {row && <p className="muted">{words.changeHow}</p>}
      <Loaded of={groups} lines={5}>
        {(all) => (
          <Loaded of={calendars} lines={5}>
            {(it) => (
              <Terms {...{ child, row, onDone }} groups={all} calendars={it.calendars.map(({ name }) => name)} />
            )}
          </Loaded>
        )}
      </Loaded>
    </Sheet>
  );
}

type Group = Schemas['GroupView'];
type TermsProps = Omit<Props, 'onClose'> & { groups: Group[]; calendars: string[] };

function Terms({ child, row, onDone, groups, calendars }: TermsProps) {
  const t = useStaffWords();
  const words = useWordsOf(contractFormWords);
  const { language } = useWords();
  const start = row ? [row.start, addDays(today(), 1)].toSorted().at(-1) : today();
  const [groupId, setGroup] = useState(row?.group_id ?? child.group_ids[0] ?? groups[0]?.group_id ?? '');
  const group = groups.find((it) => it.group_id === groupId);
  const [careType, setCareType] = useState<CareType>(row?.care_type ?? group?.care_type ?? 'day_care');
  const [pattern, setPattern] = useState<PatternOf>(new Map(row?.days.map((it) => [it.weekday, it])));
  const save = useAction(
    (values: FormData) => {
      const terms = termsIn(values, careType);
      if (row) return changeContract({ childId: child.child_id, contractId: row.contract_id }, terms);
      const [until, number] = [textIn(values, 'until') || null, textIn(values, 'number') || null];
      return enterContract(child.child_id, { ...terms, until, number });
    },
    { done: words.saved, refresh: [staffContractsKey(child.child_id)], after: onDone },
  );
  const check = (values: FormData) => ({
    ...problemsOf(values, words, language),
    ...(centsIn(textIn(values, 'hourly_rate')) === undefined && { hourly_rate: words.rateWrong }),
  });
  return (
    <Form send={save.send} check={check} label={t.save} names={ABOUT}>
      <Field
        id="start"
        type="date"
        label={row ? words.changeFrom : words.start}
        min={row?.start}
        defaultValue={start}
      />
      <WhichGroup groups={groups} {...{ careType, setCareType, groupId, setGroup }} />
      <Pattern of={pattern} group={group} onChange={setPattern} />
      <Field
        id="weeks_per_year"
        type="number"
        inputMode="numeric"
        min={1}
        max={ALL_WEEKS}
        label={words.weeks}
        hint={words.weeksHint}
        defaultValue={row?.weeks_per_year ?? ALL_WEEKS}
      />
      <Choice
        id="calendar"
        label={words.calendar}
        value={row?.calendar ?? ''}
        required={false}
        unmarked
        options={[{ value: '', label: words.noCalendar }, ...calendars.map((it) => ({ value: it, label: it }))]}
      />
      <Field
        id="hourly_rate"
        inputMode="decimal"
        label={words.rate}
        defaultValue={row ? written(row.hourly_rate, language) : ''}
        autoComplete="off"
      />
      {!row && (
        <>
          <Field id="until" type="date" label={words.until} hint={words.untilHint} required={false} unmarked />
          <Field
            id="number"
            label={words.number}
            hint={words.numberHint}
            required={false}
            unmarked
            autoComplete="off"
            pattern="[A-Za-z0-9_.\/\-]+"
          />
        </>
      )}
    </Form>
  );
}

type WhichProps = {
  groups: Group[];
  careType: CareType;
  setCareType: (value: CareType) => void;
  groupId: string;
  setGroup: (value: string) => void;
};

/** The kind of care, and the groups for it; another kind moves to a group of that kind. */
function WhichGroup({ groups, careType, setCareType, groupId, setGroup }: WhichProps) {
  const words = useWordsOf(contractFormWords);
  const t = useWordsOf(contractWords);
  const known = [...new Set(groups.map((it) => it.care_type))];
  const fitting = groups.filter((it) => it.care_type === careType);
  const choose = (value: string) => {
    const chosen = known.find((it) => it === value) ?? careType;
    setCareType(chosen);
    const first = groups.find((it) => it.care_type === chosen);
    if (first) setGroup(first.group_id);
  };
  return (
    <>
      {known.length > 1 && (
        <Choice
          id="care_type"
          label={words.careType}
          value={careType}
          onChange={choose}
          options={known.map((it) => ({ value: it, label: t.careTypes[it] }))}
        />
      )}
      <Choice
        id="group_id"
        label={words.group}
        value={groupId}
        onChange={setGroup}
        options={fitting.map((it) => ({ value: it.group_id, label: it.name }))}
      />
    </>
  );
}

const textIn = (values: FormData, name: string) => String(values.get(name) ?? '').trim();

const written = (cents: number, language: string) =>
  (cents / 100).toFixed(2).replace('.', language === 'nl' ? ',' : '.');

const termsIn = (values: FormData, careType: CareType): Schemas['ContractChangeBody'] => ({
  start: textIn(values, 'start'),
  group_id: textIn(values, 'group_id'),
  care_type: careType,
  days: readPattern(values),
  weeks_per_year: Number(textIn(values, 'weeks_per_year')),
  calendar: textIn(values, 'calendar') || null,
  hourly_rate: centsIn(textIn(values, 'hourly_rate')) ?? 0,
});
