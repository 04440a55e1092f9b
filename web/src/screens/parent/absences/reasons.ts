import type { Absences } from '../../../api/asking';

export const REASONS: Absences['reason'][] = ['holiday', 'sick', 'other'];
