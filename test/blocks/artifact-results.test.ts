import { outcomeLines } from '../../blocks/artifact-results';
import type { Outcome } from '../../src/domain/artifacts/outcome';
import { configuration } from '../support/artifacts';
import { internal } from '../support/given';
import { agreed } from './launching';
import { ana, pat, type Story } from './support';

/** What somebody is told of a file that they handed in. */

/** Ana hands in a configuration that adds a cloud, while waves are planned. */
function withAzure(story: Story): Outcome {
  const [before, known] = [story.state, story.log.length];
  story.as(ana, configuration({}, { clouds: ['aws', 'azure'] }));
  const events = story.log.slice(known);
  expect(events.map(({ event }) => event.type)).toContain('RolloutPlanned');
  return { is: 'taken', name: 'acme.json', kind: 'configuration', before, after: story.state, events };
}

test('of another cloud it is said that the rollout covers it; of an internal rollout, to the databricks side only', () => {
  const seen = agreed();
  const toPartner = outcomeLines(withAzure(seen), seen.lifecycle, 'partner').join('\n');
  expect(toPartner).toContain('The rollout covers AWS, Azure.');
  expect(toPartner).toContain('🔁 The rollout is planned anew.');

  const hidden = agreed().as(pat, internal('rollout'));
  const outcome = withAzure(hidden);
  expect(outcomeLines(outcome, hidden.lifecycle, 'databricks').join('\n')).toContain('The rollout is planned anew.');
  expect(outcomeLines(outcome, hidden.lifecycle, 'partner').join('\n')).not.toMatch(/rollout/i);
});
