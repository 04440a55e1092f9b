// What a first visit to each page downloads, from Vite's manifest: the same on every machine, so it can be a gate.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const dist = new URL('./dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const KIB = 1024;
const START = 'index.html';
const AREAS = {
  auth: { most: { js: 25, css: 4 }, with: [] },
  parent: {
    most: { js: 50, css: 8 },
    with: ['src/Member.tsx', 'src/screens/parent/Area.tsx', 'src/i18n/nl/parent.ts'],
  },
  staff: { most: { js: 85, css: 10 }, with: ['src/Member.tsx', 'src/screens/staff/Area.tsx', 'src/i18n/nl/staff.ts'] },
};
const VIEWER = 'src/screens/parent/viewer/viewer.ts';
const MOST_OF_VIEWER = 20;

function filesOf(keys, seen = new Set()) {
  for (const key of keys) {
    if (seen.has(key)) continue;
    seen.add(key);
    filesOf(manifest[key].imports ?? [], seen);
  }
  return new Set([...seen].flatMap((key) => [manifest[key].file, ...(manifest[key].css ?? [])]));
}

const zipped = (files, ending) =>
  [...files]
    .filter((file) => file.endsWith(ending))
    .reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length, 0) / KIB;

const pages = [['auth', 'LogIn', [START]]];
for (const key of Object.keys(manifest).filter((it) => manifest[it].isDynamicEntry)) {
  const [, area, name] = /^src\/screens\/(?:(auth|parent|staff)\/)?(\w+)\.tsx$/.exec(key) ?? [];
  if (!name || name === 'Area') continue;
  // What parents and colleagues share has to fit the smaller budget.
  const of = area ?? 'parent';
  pages.push([of, name, [START, ...AREAS[of].with, key]]);
}

let isOver = false;
const say = (name, js, css, most) => {
  const over = js > most.js || css > most.css;
  isOver ||= over;
  console.log(
    `${name.padEnd(24)} js ${js.toFixed(1).padStart(5)} of ${most.js}   css ${css.toFixed(1).padStart(4)} of ${most.css} KiB${over ? '   TOO MUCH' : ''}`,
  );
};
for (const [area, name, keys] of pages.toSorted()) {
  const files = filesOf(keys);
  say(`${area}/${name}`, zipped(files, '.js'), zipped(files, '.css'), AREAS[area].most);
}
const before = filesOf([START, ...AREAS.parent.with, 'src/screens/parent/Photos.tsx']);
const viewer = [...filesOf([VIEWER])].filter((file) => !before.has(file));
say('photo viewer', zipped(viewer, '.js'), zipped(viewer, '.css'), { js: MOST_OF_VIEWER, css: 3 });
process.exit(isOver ? 1 : 0);
