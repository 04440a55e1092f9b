import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';

type Kind = 'plain' | 'good' | 'warn' | 'bad';
const icons: Record<Kind, IconName> = { plain: 'info', good: 'check', warn: 'warning', bad: 'warning' };

/** A few words that need to be seen. `alert` has them read out when they appear. */
export function Notice({ kind = 'plain', alert, children }: { kind?: Kind; alert?: boolean; children: ReactNode }) {
  return (
    <div className={`notice ${kind}`} role={alert ? 'alert' : undefined}>
      <Icon name={icons[kind]} />
      <div className="stack tight grow">{children}</div>
    </div>
  );
}

/** The sentence of a refusal, next to the button that was pressed. */
export function Problem({ of: { problem } }: { of: { problem: string | undefined } }) {
  if (!problem) return null;
  return (
    <Notice kind="bad" alert>
      {problem}
    </Notice>
  );
}
