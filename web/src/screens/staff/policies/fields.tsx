import { type ReactNode, useRef } from 'react';
import { useWords } from '../../../i18n';
import { useWordsOf } from '../../../i18n/areas';
import { policyFieldWords } from '../../../i18n/policyFields';
import { type Document, nameOf } from '../../../lib/documents.ts';
import { Tick } from '../../../ui/Field';
import { useEdited, useMistake } from './editing';
import { FRESH, freshKind, PARTS, type Part } from './kinds';

export const useFieldWords = () => useWordsOf(policyFieldWords);

/** The label of what stands at a path. */
export function useLabel(path: string): string {
  const { fields } = useFieldWords();
  return (fields as Record<string, string>)[nameOf(path)] ?? '';
}

/** Some controls about one thing, with what is wrong with it. */
export function Group({ path, isWhole, children }: { path: string; isWhole?: boolean; children: ReactNode }) {
  const label = useLabel(path);
  const { hints } = useFieldWords();
  const hint = (hints as Record<string, string>)[nameOf(path)];
  const mistake = useMistake(path, isWhole);
  return (
    <fieldset
      id={path}
      tabIndex={-1}
      data-label={label}
      className="stack tight"
      aria-describedby={mistake && `${path}-wrong`}
    >
      <legend>{label}</legend>
      {hint && <p className="muted small">{hint}</p>}
      {mistake && (
        <p className="wrong" id={`${path}-wrong`}>
          {mistake}
        </p>
      )}
      {children}
    </fieldset>
  );
}

/** Yes or no; nothing where these rules do not know it. */
export function Flag({ path }: { path: string }) {
  const [value, set] = useEdited<boolean | undefined>(path);
  const mistake = useMistake(path);
  const label = useLabel(path);
  if (value === undefined) return null;
  return (
    <div>
      {mistake && <p className="wrong">{mistake}</p>}
      <Tick id={path} label={label} checked={value} onChange={(event) => set(event.currentTarget.checked)} />
    </div>
  );
}

type Options = Record<string, string>;

function Select({ path, label, of, value, onChange }: SelectProps) {
  return (
    <select
      id={path}
      className="input"
      aria-label={label}
      data-label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {Object.entries(of).map(([key, text]) => (
        <option key={key} value={key}>
          {text}
        </option>
      ))}
    </select>
  );
}

type SelectProps = { path: string; label: string; of: Options; value: string; onChange: (value: string) => void };

/** One of some. */
export function OneOf({ path, of }: { path: string; of: Options }) {
  const [value, set] = useEdited<string>(path);
  return (
    <Group path={path}>
      <Select path={`${path}.chosen`} label={useLabel(path)} of={of} value={value} onChange={set} />
    </Group>
  );
}

/** Some of them. */
export function SomeOf({ path, of }: { path: string; of: Options }) {
  const [chosen, set] = useEdited<string[]>(path);
  return (
    <Group path={path}>
      <div className="row ticks">
        {Object.entries(of).map(([key, text]) => (
          <Tick
            key={key}
            id={`${path}.${key}`}
            label={text}
            checked={chosen.includes(key)}
            onChange={(event) =>
              set(event.currentTarget.checked ? [...chosen, key].sort() : chosen.filter((it) => it !== key))
            }
          />
        ))}
      </div>
    </Group>
  );
}

/** A number or a time, with what it counts behind it. */
export function Input({ path, part, of, id = path }: { path: string; part: Part; of: string; id?: string }) {
  const t = useFieldWords();
  const [value, set] = useEdited<number | string | null>(path);
  const { label, type = 'number', min, max, mayBeEmpty } = part;
  const isNumber = type === 'number';
  return (
    <label className="part">
      <input
        id={id}
        className="input"
        type={type}
        inputMode={isNumber ? 'numeric' : undefined}
        min={min}
        max={max}
        required={!mayBeEmpty}
        data-label={`${of}: ${t.parts[label]}`}
        value={value ?? ''}
        onChange={({ currentTarget: { value: text } }) => set(text === '' ? null : isNumber ? Number(text) : text)}
      />
      <span className={label === 'count' ? 'unseen' : undefined}>{t.parts[label]}</span>
    </label>
  );
}

/** An amount with a comma or a point; hours, or what they are worth. */
export function Quantity({ path, label, mayBeEmpty }: { path: string; label: string; mayBeEmpty?: boolean }) {
  const { language } = useWords();
  const [value, set] = useEdited<string | null>(path);
  const mistake = useMistake(path);
  return (
    <label className="part">
      <input
        id={path}
        className="input"
        inputMode="decimal"
        autoComplete="off"
        pattern="[0-9]{1,4}([.,][0-9]{1,2})?"
        required={!mayBeEmpty}
        data-label={label}
        aria-invalid={mistake ? true : undefined}
        value={(value ?? '').replace('.', language === 'nl' ? ',' : '.')}
        onChange={({ currentTarget: { value: text } }) => set(text.trim().replace(',', '.') || null)}
      />
      <span>{label}</span>
      {mistake && <span className="wrong">{mistake}</span>}
    </label>
  );
}

/** So many days, weeks or months. */
export function Span({ path, of }: { path: string; of: string }) {
  const t = useFieldWords();
  const [unit, setUnit] = useEdited<string>(`${path}.unit`);
  const count: Part = { name: 'count', label: 'count', min: 0, max: 366 };
  return (
    <div className="row span">
      <Input path={`${path}.count`} part={count} of={of} />
      <Select path={`${path}.unit`} label={`${of}: ${t.parts.unit}`} of={t.units} value={unit} onChange={setUnit} />
    </div>
  );
}

/** Of several kinds, each with its own parts. */
export function Kinded({ path, of }: { path: string; of: Options }) {
  const label = useLabel(path);
  return (
    <Group path={path}>
      <KindAndParts path={path} label={label} of={of} />
    </Group>
  );
}

export function KindAndParts({ path, label, of }: { path: string; label: string; of: Options }) {
  const t = useFieldWords();
  const [value, set] = useEdited<Document>(path);
  const kind = String(value.kind);
  const parts = PARTS[kind] ?? [];
  return (
    <div className="row kinded">
      <Select
        path={`${path}.kind`}
        label={`${label}: ${t.parts.kind}`}
        of={of}
        value={kind}
        onChange={(chosen) => set(freshKind(chosen))}
      />
      {parts.map((part) => (
        <Input key={part.name} path={`${path}.${part.name}`} part={part} of={label} />
      ))}
      {'span' in value && <Span path={`${path}.span`} of={label} />}
    </div>
  );
}

type MaybeProps = { path: string; fresh: unknown; children: ReactNode };

/** What may be left out. What stood there comes back when it is ticked again. */
export function Maybe({ path, fresh, children }: MaybeProps) {
  const [value, set] = useEdited<unknown>(path);
  const label = useLabel(path);
  const last = useRef(value ?? fresh);
  const mistake = useMistake(path, true);
  const turn = (isOn: boolean) => {
    if (!isOn) last.current = value;
    set(isOn ? last.current : null);
  };
  return (
    <div id={path} tabIndex={-1} data-label={label} className="stack tight">
      {mistake && <p className="wrong">{mistake}</p>}
      <Tick
        id={`${path}.is-there`}
        label={label}
        checked={value !== null}
        onChange={(event) => turn(event.currentTarget.checked)}
      />
      {value !== null && <div className="stack inner">{children}</div>}
    </div>
  );
}

export function MaybeSpan({ path }: { path: string }) {
  return (
    <Maybe path={path} fresh={FRESH.span}>
      <Span path={path} of={useLabel(path)} />
    </Maybe>
  );
}

export function Window({ path }: { path: string }) {
  const t = useFieldWords();
  return (
    <>
      <Kinded path={`${path}.usable_from`} of={t.froms} />
      <Kinded path={`${path}.usable_until`} of={t.untils} />
    </>
  );
}
