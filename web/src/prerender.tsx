import { renderToString } from 'preact-render-to-string';
import { App } from './App';
import { base } from './i18n/nl/base';

export const html = (path: string) =>
  renderToString((<App initial={{ language: 'nl', t: base }} path={path} />) as never);
