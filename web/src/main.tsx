import './ui/base.css';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { App, startMember } from './App';
import { speak } from './api/client';
import { wordsIn } from './i18n';
import { startLanguage } from './i18n/language';
import { AUTH_PAGES } from './pages';
import { serviceWorker } from './trusted';

const isBeforeLogIn = AUTH_PAGES.includes(location.pathname);
const language = startLanguage();
speak(language);
document.documentElement.lang = language;
// What a member needs is fetched while the language loads, not after it.
if (!isBeforeLogIn) startMember(language);

if ('serviceWorker' in navigator && import.meta.env.PROD) {
  addEventListener('load', () => navigator.serviceWorker.register(serviceWorker()));
}

const root = document.getElementById('root');
if (root) {
  const app = <App initial={await wordsIn(language)} />;
  // The page that lies ready is in Dutch: in another language it is made anew.
  if (root.firstElementChild && location.pathname === '/log-in' && language === 'nl') hydrateRoot(root, app);
  else {
    root.replaceChildren();
    createRoot(root).render(app);
  }
}
