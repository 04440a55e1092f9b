import './list.css';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { initialsOf, toneOf } from '../lib/names.ts';
import { Icon, type IconName } from './Icon';

/** Lines on one card; each can lead somewhere. */
export function List({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <ul className="list card" aria-label={label}>
      {children}
    </ul>
  );
}

type LineProps = {
  title: ReactNode;
  detail?: ReactNode;
  start?: ReactNode;
  end?: ReactNode;
  to?: string;
  onClick?: () => void;
  children?: ReactNode;
};

export function Line({ title, detail, start, end, to, onClick, children }: LineProps) {
  const inside = (
    <>
      {start}
      <span className="words">
        <span className="name">{title}</span>
        {detail && <span className="muted small">{detail}</span>}
      </span>
      {end && <span className="end">{end}</span>}
      {to && <Icon name="next" size={18} />}
    </>
  );
  return (
    <li>
      {to ? (
        <Link to={to} className="entry">
          {inside}
        </Link>
      ) : onClick ? (
        <button type="button" className="entry" onClick={onClick}>
          {inside}
        </button>
      ) : (
        <div className="entry">{inside}</div>
      )}
      {children && <div className="under">{children}</div>}
    </li>
  );
}

/** The first letters of a name on a colour that stays with it. */
export function Face({ name }: { name: string }) {
  return (
    <span className={`face tone-${toneOf(name)}`} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

export function Sign({ icon }: { icon: IconName }) {
  return (
    <span className="face sign" aria-hidden="true">
      <Icon name={icon} size={20} />
    </span>
  );
}

export type Mood = 'plain' | 'good' | 'warn' | 'bad' | 'brand';

/** A state in words; the colour only helps. */
export function Badge({ mood = 'plain', children }: { mood?: Mood; children: ReactNode }) {
  return <span className={`badge ${mood}`}>{children}</span>;
}

/** Names and what belongs to them. */
export function Facts({ of }: { of: [name: ReactNode, value: ReactNode][] }) {
  return (
    <dl className="facts">
      {of.map(([name, value], at) => (
        <div key={at}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Card({ title, aside, children }: { title?: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="card stack">
      {title && <Heading title={title} aside={aside} />}
      {children}
    </section>
  );
}

export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="stack section">
      <Heading title={title} aside={aside} />
      {children}
    </section>
  );
}

function Heading({ title, aside }: { title: ReactNode; aside?: ReactNode }) {
  return (
    <div className="row between heading">
      <h2>{title}</h2>
      {aside}
    </div>
  );
}

/** Nothing here yet, and what will be. */
export function EmptyState({ icon, title, children }: { icon: IconName; title: string; children?: ReactNode }) {
  return (
    <div className="empty card">
      <Sign icon={icon} />
      <p className="name">{title}</p>
      {children && <div className="muted stack">{children}</div>}
    </div>
  );
}
