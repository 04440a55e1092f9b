import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from 'wouter';
import { Icon, type IconName } from './Icon';

export type Look = 'brand' | 'line' | 'quiet' | 'danger';
type Common = { look?: Look; icon?: IconName; block?: boolean; children?: ReactNode };

const classOf = ({ look = 'brand', block, iconOnly }: { look?: Look; block?: boolean; iconOnly?: boolean }) =>
  ['button', look, block && 'block', iconOnly && 'icon'].filter(Boolean).join(' ');

type ButtonProps = Common & { busy?: boolean } & Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'>;

/** While `busy` it stays where it is and can be read, and a second click does nothing. */
export function Button({ look, icon, block, busy, children, type = 'button', onClick, ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={classOf({ look, block })}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {icon && <Icon name={icon} size={20} />}
      {children}
    </button>
  );
}

type IconButtonProps = { icon: IconName; label: string } & Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'>;

/** A button that is only a picture, with `label` for those who do not see it. */
export function IconButton({ icon, label, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button
      type={type}
      className={classOf({ look: 'quiet', iconOnly: true })}
      aria-label={label}
      title={label}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  );
}

type LinkProps = Common & { to: string; download?: boolean };

/** What looks like a button and goes somewhere; outside the portal it is a plain link. */
export function LinkButton({ look, icon, block, to, download, children }: LinkProps) {
  const inside = (
    <>
      {icon && <Icon name={icon} size={20} />}
      {children}
    </>
  );
  const className = classOf({ look, block });
  if (to.startsWith('/') && !download) {
    return (
      <Link to={to} className={className}>
        {inside}
      </Link>
    );
  }
  return (
    <a href={to} className={className} download={download || undefined} rel="noreferrer">
      {inside}
    </a>
  );
}
