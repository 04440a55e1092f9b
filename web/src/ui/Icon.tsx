import sprite from './icons.svg';

export type IconName =
  | 'home'
  | 'family'
  | 'settings'
  | 'phone'
  | 'calendar'
  | 'photos'
  | 'messages'
  | 'invoices'
  | 'child'
  | 'account'
  | 'credits'
  | 'reports'
  | 'download'
  | 'upload'
  | 'requests'
  | 'group'
  | 'more'
  | 'next'
  | 'previous'
  | 'close'
  | 'plus'
  | 'check'
  | 'eye'
  | 'info'
  | 'warning'
  | 'mail'
  | 'clock'
  | 'moon'
  | 'out'
  | 'bin'
  | 'language'
  | 'absent'
  | 'swap'
  | 'queue'
  | 'contract'
  | 'copy'
  | 'rules';

/** A picture next to words: it says nothing by itself. The drawings are one file, which browsers keep. */
export function Icon({ name, size = 22 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} fill="none" stroke="currentColor" aria-hidden="true">
      <use href={`${sprite}#${name}`} />
    </svg>
  );
}
