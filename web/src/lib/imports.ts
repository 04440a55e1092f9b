import type { Schemas } from '../api/client';

type Import = Pick<Schemas['ImportView'], 'state' | 'problem'>;
export type Step = 'run' | 'checkAgain' | 'goOn';

// What got stuck can be started again; other problems are in the files, and trying again would not help.
const STUCK: Record<string, Step> = { CheckBrokeOff: 'checkAgain', ImportBrokeOff: 'goOn' };

/** What the office can do with an import now, if anything. */
export function nextStep({ state, problem }: Import): Step | undefined {
  return state === 'checked' ? 'run' : STUCK[problem?.code ?? ''];
}
