// How strong a new password looks. The server decides; these are words while somebody types.

export const SHORTEST = 12;

export type Strength = { kind: 'empty' } | { kind: 'short'; missing: number } | { kind: 'plain' | 'good' | 'strong' };

export function strengthOf(password: string): Strength {
  const characters = [...password];
  if (!characters.length) return { kind: 'empty' };
  if (characters.length < SHORTEST) return { kind: 'short', missing: SHORTEST - characters.length };
  if (new Set(characters).size < 6 || isRow(characters)) return { kind: 'plain' };
  return { kind: characters.length < 16 ? 'good' : 'strong' };
}

/** Whether it only counts on, like 123456789012 or abcdefghijkl. */
function isRow(characters: string[]): boolean {
  const codes = characters.map((it) => it.codePointAt(0) ?? 0);
  const steps = codes.slice(1).filter((code, at) => Math.abs(code - (codes[at] ?? 0)) === 1).length;
  return steps > codes.length * 0.6;
}
