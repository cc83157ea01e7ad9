import type { Due } from '../../src/domain/agenda';
import type { Fact } from '../../src/domain/commands';
import type { Partner } from '../../src/domain/partner';
import { outcomeOf, type Courier, type Outcome } from './courier';
import { tellDigest } from './digest';
import { goneFacts, personIsGone, recipientOf } from './gone';
import { lostFacts } from './heal';
import { showLiving } from './living';
import { tell } from './notice';
import { takeStep } from './step';
import { tellTimed } from './timed';

const channelIsLost = new Set(['channel_not_found', 'is_archived', 'not_in_channel']);

/**
 * Delivers one entry of the agenda, drawn from the state as it is now. When Slack no longer has the channel or the person as
 * we know them, that is what is recorded, not the failure: what is due follows from it.
 */
export async function deliver(courier: Courier, partner: Partner, due: Due): Promise<Outcome> {
  const outcome = await carry(courier, partner, due);
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

function carry(courier: Courier, partner: Partner, due: Due): Promise<Outcome> {
  switch (due.kind) {
    case 'step':
      return takeStep(courier, partner, due.step);
    case 'living':
      return showLiving(courier, partner, due);
    case 'notice':
      return tell(courier, partner, due);
    case 'digest':
      return tellDigest(courier, partner, due);
    case 'timed':
      return tellTimed(courier, partner, due);
  }
}
