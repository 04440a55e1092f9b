import type { DayRequest } from '../../../api/asking';
import type { Day } from '../../../lib/dates.ts';

/** What was asked a moment ago, and by when it is decided. */
export type Answered = { request: DayRequest; decidedOn: Day | null };
