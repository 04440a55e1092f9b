import './shell.css';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useWords } from '../i18n';
import { Icon, type IconName } from './Icon';
import { Mark } from './Mark';

/** `waiting` is how many things there wait for somebody. */
export type Place = { to: string; label: string; icon: IconName; waiting?: number };

type Props = { label: string; places: Place[]; more: Place; foot?: ReactNode; children: ReactNode };

const IN_BAR = 4;

/** The first four places are the bar under a phone's thumb, and `more` leads to the others; wider screens show all. */
export function Shell({ label, places, more, foot, children }: Props) {
  const { t } = useWords();
  return (
    <div className="shell">
      <a href="#content" className="skip">
        {t.skip}
      </a>
      <header className="side">
        <Link to="/" className="mark">
          <Mark size={36} />
        </Link>
        <nav aria-label={label}>
          <ul>
            {places.map((place, at) => (
              <li key={place.to} className={at < IN_BAR ? undefined : 'wide'}>
                <PlaceLink {...place} />
              </li>
            ))}
            <li className="narrow">
              <PlaceLink {...more} within={places.slice(IN_BAR)} />
            </li>
          </ul>
        </nav>
        <div className="foot">{foot}</div>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function PlaceLink({ to, label, icon, waiting, within = [] }: Place & { within?: Place[] }) {
  const [path] = useLocation();
  const isHere = [to, ...within.map((it) => it.to)].some((it) =>
    it === '/' || it === '/staff' ? path === it : path === it || path.startsWith(`${it}/`),
  );
  return (
    <Link to={to} className="place" aria-current={isHere ? 'page' : undefined}>
      <Icon name={icon} />
      <span>{label}</span>
      {waiting ? <b className="count">{waiting}</b> : null}
    </Link>
  );
}
