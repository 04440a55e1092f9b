// The log-in page lies ready as HTML, so that it is on the screen before any script has run.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

const { html } = await import('./.ssr/prerender.js');
const page = readFileSync('dist/index.html', 'utf8');
writeFileSync('dist/log-in.html', page.replace('<div id="root"></div>', `<div id="root">${html('/log-in')}</div>`));
rmSync('.ssr', { recursive: true });
