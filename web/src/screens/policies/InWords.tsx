import type { Schemas } from '../../api/client';

/** Rules as parents read them. */
export function InWords({
  of: { beginning, sections },
}: {
  of: Pick<Schemas['PolicyInWordsView'], 'beginning' | 'sections'>;
}) {
  return (
    <>
      {beginning && <p className="muted small">{beginning}</p>}
      {sections.map((it) => (
        <section key={it.name} className="stack tight">
          <h2>{it.title}</h2>
          <ul className="sentences">
            {it.sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
