// Runs before the first paint, so that nobody sees the page change colour: light or dark, the organisation's house
// style as it was last seen, and the language. Nothing here says who the visitor is.
(() => {
  const root = document.documentElement;
  const stored = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // storage is switched off: the defaults will do
    }
  };
  const theme = stored('theme');
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = dark ? 'dark' : 'light';
  root.lang = stored('language') === 'en' ? 'en' : 'nl';
  try {
    const style = JSON.parse(stored('house') || '{}').style || {};
    for (const name of Object.keys(style)) root.style.setProperty(name, style[name]);
  } catch {
    // What was stored is not ours: the organisation's answer replaces it in a moment.
  }
})();
