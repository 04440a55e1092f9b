import { useState } from 'react';
import { useWords } from '../i18n';
import { Button, IconButton } from './Button';

/** The other language, and light or dark: on every page, in the same place. */
export function Controls({ onLanguage }: { onLanguage?: (language: 'nl' | 'en') => void }) {
  const { language, choose, t } = useWords();
  const [isDark, setDark] = useState(
    () => typeof document === 'object' && document.documentElement.dataset.theme === 'dark',
  );
  const other = language === 'nl' ? 'en' : 'nl';

  function flip() {
    const theme = isDark ? 'light' : 'dark';
    document.documentElement.dataset.theme = theme;
    localStorage.setItem('theme', theme);
    setDark(!isDark);
  }

  return (
    <div className="row whole">
      <Button
        look="quiet"
        lang={other}
        onClick={() => {
          void choose(other);
          onLanguage?.(other);
        }}
      >
        {t.languages[other]}
      </Button>
      <IconButton icon="moon" label={t.dark} aria-pressed={isDark} onClick={flip} />
    </div>
  );
}
