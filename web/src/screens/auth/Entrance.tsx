import './entrance.css';
import { type ReactNode, useEffect } from 'react';
import { useWords } from '../../i18n';
import { useOrganisation } from '../../organisation';
import { Controls } from '../../ui/Controls';
import { Icon } from '../../ui/Icon';
import { Mark } from '../../ui/Mark';

/** The page around everything that is seen before logging in: the organisation, one card, and whom to ask for help. */
export function Entrance({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useWords();
  const organisation = useOrganisation();
  useEffect(() => {
    document.title = `${title} · ${organisation?.name ?? t.portal}`;
  }, [title, organisation, t]);
  return (
    <div className="entrance">
      <header className="row whole between">
        <span className="mark">
          <Mark size={44} />
        </span>
        <Controls />
      </header>
      <main className="card stack">
        <h1>{title}</h1>
        {children}
      </main>
      <Help />
    </div>
  );
}

function Help() {
  const { t } = useWords();
  const organisation = useOrganisation();
  return (
    <footer className="help">
      {organisation && (
        <>
          <span>{t.help.title}</span>
          <a href={telephone(organisation.phone)}>
            <Icon name="phone" size={18} />
            {organisation.phone}
          </a>
          <a href={`mailto:${organisation.email}`}>
            <Icon name="mail" size={18} />
            {organisation.email}
          </a>
        </>
      )}
    </footer>
  );
}

export const telephone = (phone: string) => `tel:${phone.replace(/[^0-9+]/g, '')}`;
