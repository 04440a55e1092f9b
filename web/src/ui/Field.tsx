import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useState } from 'react';
import { useWords } from '../i18n';
import { IconButton } from './Button';
import { useProblem } from './Form';

type About = {
  id: string;
  label: string;
  hint?: ReactNode;
  /** Where everything may stay empty, not every field says so. */
  unmarked?: boolean;
};
type Described = { 'aria-invalid'?: true; 'aria-describedby'?: string };

function Labelled({
  id,
  label,
  hint,
  unmarked,
  optional,
  children,
}: About & { optional: boolean; children: ReactNode }) {
  const { t } = useWords();
  const problem = useProblem(id);
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {optional && !unmarked && <span className="muted small"> ({t.optional})</span>}
      </label>
      {hint && (
        <div className="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {problem && (
        <p className="wrong" id={`${id}-wrong`}>
          {problem}
        </p>
      )}
      {children}
    </div>
  );
}

function useDescribed(id: string, hint: ReactNode): Described {
  const problem = useProblem(id);
  const by = [hint && `${id}-hint`, problem && `${id}-wrong`].filter(Boolean).join(' ');
  return { ...(problem && { 'aria-invalid': true as const }), ...(by && { 'aria-describedby': by }) };
}

type FieldProps = About & Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'id'>;

/** One line of text, a number or a date; a password can be looked at. */
export function Field({ id, label, hint, unmarked, type = 'text', required = true, ...rest }: FieldProps) {
  const described = useDescribed(id, hint);
  const [isSeen, setSeen] = useState(false);
  const input = (
    <input
      id={id}
      name={id}
      className="input"
      type={isSeen ? 'text' : type}
      required={required}
      data-label={label}
      {...described}
      {...rest}
    />
  );
  return (
    <Labelled id={id} label={label} hint={hint} unmarked={unmarked} optional={!required}>
      {type === 'password' ? (
        <div className="revealing">
          {input}
          <Reveal isSeen={isSeen} onClick={() => setSeen(!isSeen)} />
        </div>
      ) : (
        input
      )}
    </Labelled>
  );
}

function Reveal({ isSeen, onClick }: { isSeen: boolean; onClick: () => void }) {
  const { t } = useWords();
  return <IconButton icon="eye" label={t.showPassword} aria-pressed={isSeen} onClick={onClick} />;
}

type AreaProps = About & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className' | 'id'>;

export function TextField({ id, label, hint, unmarked, required = true, ...rest }: AreaProps) {
  const described = useDescribed(id, hint);
  return (
    <Labelled id={id} label={label} hint={hint} unmarked={unmarked} optional={!required}>
      <textarea id={id} name={id} className="input" required={required} data-label={label} {...described} {...rest} />
    </Labelled>
  );
}

export type Option = { value: string; label: string };
type ChoiceProps = About & {
  name?: string;
  options: Option[];
  value?: string;
  onChange?: (value: string) => void;
  required?: boolean;
};

export function Choice(props: ChoiceProps) {
  const { id, name = id, label, hint, unmarked, options, value, onChange, required = true } = props;
  const described = useDescribed(id, hint);
  return (
    <Labelled id={id} label={label} hint={hint} unmarked={unmarked} optional={!required}>
      <select
        id={id}
        name={name}
        className="input"
        required={required}
        data-label={label}
        {...(onChange ? { value, onChange: (event) => onChange(event.currentTarget.value) } : { defaultValue: value })}
        {...described}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

type TickProps = { id: string; label: ReactNode; hint?: ReactNode; value?: string } & Pick<
  InputHTMLAttributes<HTMLInputElement>,
  'checked' | 'defaultChecked' | 'onChange' | 'name'
>;

export function Tick({ id, label, hint, name = id, ...rest }: TickProps) {
  return (
    <label className="tick" htmlFor={id}>
      <input type="checkbox" id={id} name={name} {...rest} />
      <span>
        {label}
        {hint && <span className="muted small"> {hint}</span>}
      </span>
    </label>
  );
}
