import { useEffect, useRef } from 'react';
import { useWords } from '../i18n';

/** What is wrong, by the id of the field; `form` is about the whole of it. */
export type Problems = Record<string, string>;

/** What is wrong, at the top of the form: it takes the focus, and each line leads to its field. */
export function ErrorSummary({ problems }: { problems: Problems }) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const list = Object.entries(problems);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new set of problems takes the focus again
  useEffect(() => {
    if (!list.length) return;
    const title = document.title;
    document.title = `${t.form.error}: ${title}`;
    box.current?.focus();
    return () => {
      document.title = title;
    };
  }, [problems]);
  if (!list.length) return null;
  return (
    <div className="summary" role="alert" tabIndex={-1} ref={box}>
      {list.every(([id]) => id === 'form') ? (
        <p>{problems.form}</p>
      ) : (
        <>
          <h2>{t.form.summary}</h2>
          {list.map(([id, problem]) => (
            <a
              key={id}
              href={`#${id}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(id)?.focus();
              }}
            >
              {problem}
            </a>
          ))}
        </>
      )}
    </div>
  );
}
