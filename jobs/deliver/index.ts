import type { Due } from '../../src/domain/agenda';
import type { Fact } from '../../src/domain/commands';
import type { Partner } from '../../src/domain/partner';
import type { Begun } from '../../src/slack/pacing';
import { outcomeOf, type Courier, type Outcome } from './courier';
import { goneFacts, personIsGone, recipientOf } from './gone';
import { send, type Letter } from './letter';
import { isFile, letterFor } from './letters';
import { showLiving } from './living';
import { lostFacts } from './lost';
import { tellFile } from './notice';
import { takeStep } from './step';

const channelIsLost = new Set(['channel_not_found', 'is_archived', 'not_in_channel']);

/** What came of asking for the call that an entry needs, and the letter that tells it, when it was written before. */
export interface Prepared {
  readonly begun: () => Begun;
  readonly letter?: Letter | undefined;
}

/**
 * Delivers one entry of the agenda, drawn from the state as it is now. When Slack no longer has the channel or the person as
 * we know them, that is what is recorded, not the failure: what is due follows from it.
 */
export async function deliver(courier: Courier, partner: Partner, due: Due, prepared?: Prepared): Promise<Outcome> {
  const outcome = await carry(courier, partner, due, prepared);
  if (!('refused' in outcome) || outcome.refused === undefined) return outcome;
  try {
    const [fact, ...more] = await behind(outcome.refused, courier, partner, due);
    return fact ? { fact, more } : outcome;
  } catch (error) {
    const asking = outcomeOf(error, courier, 0, () => outcome.fact);
    return 'waitMs' in asking ? asking : outcome;
  }
}

/** What Slack never told us, and why it refuses now. Throws Slack's errors. */
async function behind(code: string, courier: Courier, partner: Partner, due: Due): Promise<readonly Fact[]> {
  if (channelIsLost.has(code)) return lostFacts(courier, partner);
  const person = personIsGone.has(code) ? recipientOf(due, partner, courier.lifecycle) : undefined;
  return person === undefined ? [] : goneFacts(courier, partner, person);
}

async function carry(courier: Courier, partner: Partner, due: Due, prepared?: Prepared): Promise<Outcome> {
  if (due.kind === 'step') return takeStep(courier, partner, due.step);
  if (due.kind === 'living') return showLiving(courier, partner, due, prepared?.begun);
  if (due.kind === 'notice' && isFile(due)) return tellFile(courier, partner, due);
  const letter = prepared?.letter ?? letterFor(due, partner, courier.lifecycle, courier.clock());
  return letter ? send(courier, partner, letter, prepared?.begun) : { overtaken: true };
}
