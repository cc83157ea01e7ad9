import { evolve } from '../evolve';
import { channelId, type Instant } from '../ids';
import type { Partner } from '../partner';
import type { Mark } from './ladder';

const nowhere = channelId.parse('D0');

/** Returns the partner as it will be once these were told: to foresee what is told after that. */
export const afterTelling = (partner: Partner, marks: readonly Mark[], at: Instant): Partner =>
  marks.reduce(
    (state, { topic, marker }) =>
      evolve(state, { at, by: { kind: 'bot' }, event: { type: 'Told', topic, marker, channel: nowhere, ts: '' } }),
    partner,
  );
