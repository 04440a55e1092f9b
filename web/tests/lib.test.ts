import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nowThere, setClock } from '../src/lib/clock.ts';
import { contrast, houseStyle } from '../src/lib/colours.ts';
import { hoursOf, signedOf } from '../src/lib/hours.ts';
import { euros } from '../src/lib/money.ts';
import { initialsOf, toneOf } from '../src/lib/names.ts';
import { COLUMNS, forgotten, KINDS, linesOf, notesIn } from '../src/lib/notes.ts';
import { strengthOf } from '../src/lib/passwords.ts';
import { logInPath, pathOr } from '../src/lib/paths.ts';
import { sizeOf } from '../src/lib/sizes.ts';
import { eachOf, photoKind } from '../src/lib/upload.ts';

const spaces = (text: string) => text.replace(/\s/g, ' ');

test('money and hours are written as people write them', () => {
  assert.equal(spaces(euros(124823, 'nl')), '€ 1.248,23');
  assert.equal(euros(124823, 'en'), '€1,248.23');
  assert.equal(spaces(euros(0, 'nl')), '€ 0,00');
  assert.equal(hoursOf('10.50', 'nl'), '10,5');
  assert.equal(hoursOf('11.00', 'en'), '11');
  assert.equal(signedOf('5.5', 'nl'), '+5,5');
  assert.equal(signedOf('-4', 'en'), '-4');
});

test('whatever colour an organisation has, its texts can be read', () => {
  for (const colour of ['#2f6f5e', '#7a3e8e', '#ffe000', '#000000', '#ffffff', '#808080', '#ff0000', '#00a0ff']) {
    const style = houseStyle(colour);
    assert.ok(contrast(style['--brand'] ?? '', style['--on-brand'] ?? '') >= 4.5, `${colour} button`);
    assert.ok(contrast(style['--brand-on-light'] ?? '', '#faf8f4') >= 4.5, `${colour} link in the light`);
    assert.ok(contrast(style['--brand-on-dark'] ?? '', '#1f2225') >= 4.5, `${colour} link in the dark`);
  }
});

test('what is no colour leaves the colours of the portal', () => {
  for (const text of ['', 'red', '#fff', '#12345g', 'url(x)']) assert.deepEqual(houseStyle(text), {});
});

test('a password says in words how strong it looks', () => {
  const kinds = {
    '': 'empty',
    geheim: 'short',
    aaaaaaaaaaaa: 'plain',
    '123456789012': 'plain',
    'vier laarzen': 'good',
    'vier groene laarzen': 'strong',
  };
  for (const [password, kind] of Object.entries(kinds)) assert.equal(strengthOf(password).kind, kind, password);
  assert.deepEqual(strengthOf('🧸🧸🧸'), { kind: 'short', missing: 9 });
});

test('after logging in nobody is led to another site', () => {
  assert.equal(pathOr('/calendar?month=2026-12', '/'), '/calendar?month=2026-12');
  for (const path of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '', null]) {
    assert.equal(pathOr(path, '/'), '/', String(path));
  }
  assert.equal(logInPath('/'), '/log-in');
  assert.equal(logInPath('/calendar?day=2026-11-02'), '/log-in?to=%2Fcalendar%3Fday%3D2026-11-02');
});

test('initials come from names in any script', () => {
  const initials = {
    'Sanne de Vries': 'SV',
    Finn: 'F',
    'Fam. Bos': 'B',
    'Familie van der Meer': 'M',
    "'t Hart": 'H',
    '李 小龙': '李小',
    'Müller-Lüdenscheidt': 'ML',
    'محمد علي': 'مع',
    '': '',
  };
  for (const [name, letters] of Object.entries(initials)) assert.equal(initialsOf(name), letters, name);
  assert.ok([0, 1, 2, 3, 4, 5].includes(toneOf('Finn')));
});

test('sizes are in the unit that suits them', () => {
  assert.match(spaces(sizeOf(999, 'nl')), /^999 byte/);
  assert.match(spaces(sizeOf(1_234_567, 'nl')), /^1,2 MB$/);
  assert.match(spaces(sizeOf(2_500_000_000, 'en')), /^2\.5 GB$/);
  assert.match(spaces(sizeOf(0, 'nl')), /^0 byte/);
});

test('a photo is known by its type, or by the name that iPhones give it', () => {
  assert.equal(photoKind({ type: 'image/jpeg', name: 'a.jpg' }), 'image/jpeg');
  assert.equal(photoKind({ type: '', name: 'IMG_1.HEIC' }), 'image/heic');
  assert.equal(photoKind({ type: 'text/plain', name: 'brief.txt' }), undefined);
});

test('one upload that fails does not stop the others', async () => {
  const done: number[] = [];
  let atOnce = 0;
  let most = 0;
  const failed = await eachOf([1, 2, 3, 4, 5], 2, async (it) => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    await Promise.resolve();
    atOnce -= 1;
    if (it === 2) throw new Error('lost');
    done.push(it);
  });
  assert.deepEqual(failed, [2]);
  assert.deepEqual(done.toSorted(), [1, 3, 4, 5]);
  assert.equal(most, 2);
});

test('a portal that runs at another time is believed, and a clock that is a little wrong is not', () => {
  const later = Date.now() + 60 * 86_400_000;
  setClock(new Date(later).toUTCString());
  assert.ok(Math.abs(nowThere() - later) < 2000);
  setClock(new Date(Date.now() + 60_000).toUTCString());
  assert.ok(Math.abs(nowThere() - Date.now()) < 1000);
  setClock(null);
  assert.ok(Math.abs(nowThere() - Date.now()) < 1000);
});

test('the notes of a day come out of the form as they went in', () => {
  const notes = {
    sleeps: [{ start: '12:30:00', until: null }],
    bottles: [{ at: '09:00:00', millilitres: 180 }],
    meals: [{ at: null, text: 'pasta' }],
    nappies: [{ at: '10:15:00', kind: 'wet' as const }],
    temperatures: [{ at: '14:00:00', tenths: 385 }],
    medicines: [{ at: '14:10:00', name: 'Paracetamol', dose: '120 mg' }],
  };
  const form = new FormData();
  const lines = linesOf(notes);
  for (const kind of KINDS) {
    for (const line of [...lines[kind], COLUMNS[kind].map(() => '')]) {
      COLUMNS[kind].forEach(({ name }, place) => {
        form.append(name, line[place] ?? '');
      });
    }
  }
  assert.deepEqual(notesIn(form), notes);
  assert.deepEqual(forgotten(form), []);
});

test('a line of notes that was begun says what it misses', () => {
  const form = new FormData();
  form.append('bottle-at', '');
  form.append('bottle-millilitres', '180');
  assert.deepEqual(
    forgotten(form).map(({ id }) => id),
    ['bottle-at-0'],
  );
});
