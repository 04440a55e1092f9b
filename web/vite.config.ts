import { defineConfig } from 'vite';

// The sources are written against React; Preact runs them. Without these lines it is React again.
const preact = [
  { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
  { find: /^react-dom$/, replacement: 'preact/compat' },
  { find: /^react\/jsx-(dev-)?runtime$/, replacement: 'preact/jsx-runtime' },
  { find: /^react$/, replacement: 'preact/compat' },
];

// `make run` elsewhere, `npm run dev` here: the API is told the organisation by the Host header, so it is kept.
const portal = process.env.PORTAL ?? 'http://127.0.0.1:8080';

const FIRST =
  /src[\\/](ui[\\/](Button|Controls|ErrorSummary|Field|Form|Icon|Notice)|i18n[\\/](index|language|nl[\\/]base)|api[\\/]client|lib[\\/](clock|colours|paths)|organisation|pages|screens[\\/]auth[\\/](Entrance|LogIn))\./;

const MEMBER =
  /src[\\/](Member\.|ui[\\/](Confirming|List|Loaded|Page|Sheet|Shell|Toast|useAction)\.|lib[\\/](dates|names)\.|api[\\/]session\.|screens[\\/](MemberControls|NotFound)\.)/;

export default defineConfig({
  resolve: { alias: preact },
  ssr: { noExternal: true },
  build: {
    target: 'baseline-widely-available',
    manifest: true,
    assetsInlineLimit: 0,
    rolldownOptions: {
      onLog: (level, log, say) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && say(level, log),
      output: {
        codeSplitting: {
          groups: [
            // What the log-in page needs is one file: small files do not pack well.
            { name: 'first', test: FIRST },
            { name: 'member', test: MEMBER },
            { name: 'base', test: /node_modules[\\/](preact|wouter|regexparam|openapi-fetch)/ },
            { name: 'query', test: /node_modules[\\/]@tanstack/ },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': { target: portal } } },
});
