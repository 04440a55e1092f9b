import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { http, ok, type Schemas } from './api/client';
import { houseStyle } from './lib/colours.ts';

export type Organisation = Schemas['PublicOrganisationView'];

const Known = createContext<Organisation | undefined>(undefined);

/** Whose portal this is, as soon as it is known. */
export const useOrganisation = () => useContext(Known);

// The house style of the last visit is painted before the first answer: see public/theme.js.
function kept(): Organisation | undefined {
  if (typeof localStorage === 'undefined') return undefined;
  try {
    return JSON.parse(localStorage.getItem('house') ?? '{}').organisation;
  } catch {
    return undefined;
  }
}

function wear(organisation: Organisation) {
  const root = document.documentElement;
  const style = houseStyle(organisation.colour);
  for (const [name, value] of Object.entries(style)) root.style.setProperty(name, value);
  root.dataset.organisation = organisation.name;
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', organisation.colour);
  localStorage.setItem('house', JSON.stringify({ style, organisation }));
}

/** Returns what is kept of the organisation now, and hands on what the server says of it. */
export function OfOrganisation({ children }: { children: ReactNode }) {
  const [organisation, setOrganisation] = useState<Organisation>();
  useEffect(() => {
    setOrganisation(kept());
    ok(http.GET('/organisation'))
      .then((it) => {
        wear(it);
        setOrganisation(it);
      })
      .catch(() => {
        // The page that needs an answer says that there is none.
      });
  }, []);
  return <Known.Provider value={organisation}>{children}</Known.Provider>;
}
