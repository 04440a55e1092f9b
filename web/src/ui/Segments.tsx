import './segments.css';
import type { Option } from './Field';

type Props = { label: string; name: string; value: string; options: Option[]; onChange: (value: string) => void };

/** One of a few, all in sight. */
export function Segments({ label, name, value, options, onChange }: Props) {
  return (
    <fieldset className="segments" aria-label={label}>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
