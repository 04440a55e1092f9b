import type { ReactNode } from 'react';
import { useWords } from '../../../i18n';
import { weekdayName } from '../../../lib/dates.ts';
import { Card } from '../../../ui/List';
import { useEdited } from './editing';
import {
  Flag,
  Input,
  KindAndParts,
  Kinded,
  Maybe,
  MaybeSpan,
  OneOf,
  Quantity,
  SomeOf,
  Span,
  useFieldWords,
  useLabel,
  Window,
} from './fields';
import { FRESH } from './kinds';
import { Listed } from './Listed';

/** All rules, section by section, in the order in which parents read them. */
export function Sections() {
  const { sections } = useFieldWords();
  const all: [string, ReactNode][] = [
    [sections.cancelling, <Cancelling key="cancelling" />],
    [sections.credits, <Credits key="credits" />],
    [sections.exchanging, <Exchanging key="exchanging" />],
    [sections.asking, <Asking key="asking" />],
    [sections.deciding, <Deciding key="deciding" />],
    [sections.contract_notice, <Notice key="notice" />],
  ];
  return all.map(([title, inside]) => (
    <Card key={title} title={title}>
      {inside}
    </Card>
  ));
}

function Cancelling() {
  const t = useFieldWords();
  return (
    <>
      <Listed path="cancelling.rules" most={10} fresh={FRESH.rule} name={t.rule} add={t.addRule}>
        {(path) => (
          <div className="stack">
            <SomeOf path={`${path}.reasons`} of={t.reasons} />
            <Kinded path={`${path}.deadline`} of={t.leads} />
            <Window path={`${path}.window`} />
            <MaybeSpan path={`${path}.horizon`} />
          </div>
        )}
      </Listed>
      <NoRules />
      <Flags of="cancelling" names={['public_holidays', 'closing_days']} />
    </>
  );
}

function NoRules() {
  const t = useFieldWords();
  const [rules] = useEdited<unknown[]>('cancelling.rules');
  return rules.length ? null : <p>{t.noRules}</p>;
}

const Flags = ({ of, names }: { of: string; names: string[] }) => (
  <div>
    {names.map((it) => (
      <Flag key={it} path={`${of}.${it}`} />
    ))}
  </div>
);

function Credits() {
  const t = useFieldWords();
  return (
    <>
      <OneOf path="credits.unit" of={t.credit} />
      <Listed path="credits.sizes" most={10} fresh={FRESH.size} name={t.size} add={t.addSize}>
        {(path) => (
          <div className="row kinded">
            <Quantity path={`${path}.up_to_hours`} label={t.parts.up_to_hours} mayBeEmpty />
            <Quantity path={`${path}.amount`} label={t.parts.worth} />
          </div>
        )}
      </Listed>
      <Listed path="credits.caps" most={2} fresh={FRESH.cap} name={t.cap} add={t.addCap}>
        {(path) => <Cap path={path} />}
      </Listed>
      <SomeOf path="credits.scope" of={t.scopes} />
      <OneOf path="credits.expiry_counts" of={t.expiry} />
      <Flags
        of="credits"
        names={['same_size_only', 'split_allowed', 'combine_allowed', 'mix_with_invoice', 'expires_at_contract_end']}
      />
      <OneOf path="credits.on_contract_change" of={t.contractChange} />
      <Maybe path="credits.public_holiday_credit" fresh={FRESH.holidayCredit}>
        <HolidayCredit />
      </Maybe>
    </>
  );
}

function Cap({ path }: { path: string }) {
  const t = useFieldWords();
  const [kind, setKind] = useEdited<string>(`${path}.kind`);
  const [isPartly, setPartly] = useEdited<boolean>(`${path}.partly`);
  return (
    <div className="row kinded">
      <Quantity path={`${path}.amount`} label={t.parts.amount} />
      <select
        className="input"
        aria-label={t.parts.kind}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value)}
      >
        {Object.entries(t.caps).map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
      <label className="tick">
        <input type="checkbox" checked={isPartly} onChange={(event) => setPartly(event.currentTarget.checked)} />
        <span>{t.parts.partly}</span>
      </label>
    </div>
  );
}

function HolidayCredit() {
  const t = useFieldWords();
  const { language } = useWords();
  const path = 'credits.public_holiday_credit';
  const label = useLabel(`${path}.weekday_before`);
  const [weekday, setWeekday] = useEdited<number | null>(`${path}.weekday_before`);
  return (
    <>
      <div className="row kinded">
        <Input
          path={`${path}.days_before`}
          part={{ name: 'days_before', label: 'days_before', min: 0, max: 365 }}
          of={useLabel(`${path}.days_before`)}
        />
        <label className="part">
          <span>{label}</span>
          <select
            id={`${path}.weekday_before`}
            className="input"
            value={weekday ?? ''}
            onChange={({ currentTarget: { value } }) => setWeekday(value === '' ? null : Number(value))}
          >
            <option value="">{t.anyDay}</option>
            {[0, 1, 2, 3, 4, 5, 6].map((it) => (
              <option key={it} value={it}>
                {weekdayName(it, language, 'long')}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Window path={`${path}.window`} />
    </>
  );
}

function Exchanging() {
  const t = useFieldWords();
  const most = useLabel('exchanging.max_per_year');
  return (
    <Maybe path="exchanging" fresh={FRESH.exchanging}>
      <Kinded path="exchanging.deadline" of={t.leads} />
      <Window path="exchanging.window" />
      <MaybeSpan path="exchanging.horizon" />
      <Maybe path="exchanging.max_per_year" fresh={12}>
        <Input
          id="exchanging.max_per_year.count"
          path="exchanging.max_per_year"
          part={{ name: 'max_per_year', label: 'count', min: 1, max: 366 }}
          of={most}
        />
      </Maybe>
      <Flags
        of="exchanging"
        names={['counts_for_cap', 're_exchange_allowed', 'same_size_only', 'public_holidays', 'closing_days']}
      />
    </Maybe>
  );
}

function Asking() {
  const t = useFieldWords();
  const granted = 'asking.granted_cancellable_until';
  return (
    <>
      <Kinded path="asking.min_lead" of={t.leads} />
      <MaybeSpan path="asking.max_lead" />
      <SomeOf path="asking.pay_with" of={t.pays} />
      <Flag path="asking.part_of_day" />
      <Maybe path={granted} fresh={FRESH.lead}>
        <KindAndParts path={granted} label={useLabel(granted)} of={t.leads} />
      </Maybe>
    </>
  );
}

function Deciding() {
  const t = useFieldWords();
  return (
    <>
      <Kinded path="deciding.extra_days" of={t.decisions} />
      <Kinded path="deciding.exchanges" of={t.decisions} />
      <OneOf path="deciding.capacity" of={t.capacities} />
    </>
  );
}

function Notice() {
  const path = 'contract_notice.span';
  return (
    <Maybe path="contract_notice" fresh={FRESH.notice}>
      <Span path={path} of={useLabel(path)} />
      <Flag path="contract_notice.at_month_end" />
    </Maybe>
  );
}
