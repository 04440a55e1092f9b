import './policies.css';
import type { Differences as Found } from '../../../api/policies';
import { useWordsOf } from '../../../i18n/areas';
import { policyWords } from '../../../i18n/policies';

/** What parents read no longer, and what is new; then parameter by parameter, for who knows the document. */
export function Differences({ of: { sections, parameters } }: { of: Found }) {
  const t = useWordsOf(policyWords);
  if (!parameters.length) return <p>{t.noChanges}</p>;
  return (
    <>
      {sections.map(({ title, gone, new: fresh }) => (
        <section key={title} className="stack tight">
          <h3>{title}</h3>
          <ul className="differs">
            {gone.map((it) => (
              <li key={it} className="gone">
                <b>{t.gone}</b>
                {it}
              </li>
            ))}
            {fresh.map((it) => (
              <li key={it} className="fresh">
                <b>{t.fresh}</b>
                {it}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <details>
        <summary className="link">
          {t.parameters} ({parameters.length})
        </summary>
        <dl className="parameters">
          {parameters.map(({ path, before, after }) => (
            <div key={path}>
              <dt>{path}</dt>
              <dd>
                <code>{before ?? '–'}</code> → <code>{after ?? '–'}</code>
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}
