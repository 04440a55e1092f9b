import './loaded.css';
import type { ReactNode } from 'react';
import { useWords } from '../i18n';
import { Button } from './Button';
import { sentenceOf } from './Form';
import { Notice } from './Notice';

type Asked<Data> = { data: Data | undefined; error: unknown; refetch: () => unknown };
type Props<Data> = { of: Asked<Data>; lines?: number; wait?: ReactNode; children: (data: Data) => ReactNode };

/** What was asked for, as soon as it is there; until then its place is kept, and if it fails somebody can ask again. */
export function Loaded<Data>({ of, lines = 4, wait, children }: Props<Data>) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error) return <Failed error={of.error} retry={of.refetch} />;
  return <>{wait ?? <Skeleton lines={lines} />}</>;
}

export function Failed({ error, retry }: { error: unknown; retry: () => unknown }) {
  const { t } = useWords();
  return (
    <Notice kind="bad" alert>
      <p>{sentenceOf(error, t)}</p>
      <div>
        <Button look="line" onClick={() => retry()}>
          {t.retry}
        </Button>
      </div>
    </Notice>
  );
}

/** Grey lines of about the size of what is coming, so that nothing jumps. */
export function Skeleton({ lines }: { lines: number }) {
  const { t } = useWords();
  return (
    <div className="skeleton" aria-busy="true">
      <span className="unseen">{t.loading}</span>
      {Array.from({ length: lines }, (_, at) => (
        <div key={at} />
      ))}
    </div>
  );
}
