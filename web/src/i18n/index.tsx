import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { speak } from '../api/client';
import type { Language } from './language';
import { type Base, base } from './nl/base';

type Words = { language: Language; t: Base };
const Chosen = createContext<Words & { choose: (language: Language) => Promise<void> }>({
  language: 'nl',
  t: base,
  choose: async () => {},
});

/** The language, the words that every page needs, and `choose` for another language. */
export const useWords = () => useContext(Chosen);

export async function wordsIn(language: Language): Promise<Words> {
  return { language, t: language === 'en' ? (await import('./en/base')).base : base };
}

function remember(language: Language) {
  speak(language);
  document.documentElement.lang = language;
}

export function Speaking({ initial, children }: { initial: Words; children: ReactNode }) {
  const [words, setWords] = useState(initial);
  useEffect(() => remember(words.language), [words.language]);
  const choose = async (language: Language) => {
    localStorage.setItem('language', language);
    speak(language);
    setWords(await wordsIn(language));
  };
  return <Chosen.Provider value={{ ...words, choose }}>{children}</Chosen.Provider>;
}

/**
 * The words of one part of the portal, which only its visitors download. Returns what loads them, a component that
 * gives them to its children, and a hook that reads them.
 */
export function wordsOf<Area>(load: Record<Language, () => Promise<Area>>) {
  const loaded: Partial<Record<Language, Area>> = {};
  const Given = createContext<Area | undefined>(undefined);

  async function preload(language: Language): Promise<Area> {
    loaded[language] ??= await load[language]();
    return loaded[language];
  }

  function WithWords({ children }: { children: ReactNode }) {
    const { language } = useWords();
    const [words, setWords] = useState(() => loaded[language]);
    useEffect(() => {
      let current = true;
      preload(language).then((it) => current && setWords(it));
      return () => {
        current = false;
      };
    }, [language]);
    return words ? <Given.Provider value={words}>{children}</Given.Provider> : null;
  }

  function useAreaWords(): Area {
    const words = useContext(Given);
    if (!words) throw new Error('These words are only there inside their part of the portal.');
    return words;
  }

  return { preload, WithWords, useAreaWords };
}
