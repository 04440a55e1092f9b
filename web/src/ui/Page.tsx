import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { Icon } from './Icon';

type Props = { title: string; back?: { to: string; label: string }; aside?: ReactNode; children: ReactNode };

let pagesSeen = 0;

/** What stands in the middle: its heading gets the focus after a click on a link, so that it is read out. */
export function Page({ title, back, aside, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${document.documentElement.dataset.organisation ?? 'Kiekeboe'}`;
  }, [title]);
  useEffect(() => {
    pagesSeen += 1;
    if (pagesSeen > 1) heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  return (
    <div className="stack page">
      {back && (
        <Link to={back.to} className="back">
          <Icon name="previous" size={20} />
          {back.label}
        </Link>
      )}
      <div className="row between title">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {aside}
      </div>
      {children}
    </div>
  );
}
