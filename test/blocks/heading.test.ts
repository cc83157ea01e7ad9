import { artifactsMessage } from '../../blocks/artifacts';
import { bugsMessage } from '../../blocks/bugs';
import { callsMessage } from '../../blocks/calls';
import { checklistMessage } from '../../blocks/checklist';
import { gaMessage } from '../../blocks/ga';
import { maintenanceMessage } from '../../blocks/maintenance';
import { peopleMessage } from '../../blocks/people';
import { planMessage } from '../../blocks/plan';
import { roadmapMessage } from '../../blocks/roadmap';
import { rolloutMessage } from '../../blocks/rollout';
import { signOffsMessage } from '../../blocks/sign-offs';
import { testsMessage } from '../../blocks/tests';
import { uxMessage } from '../../blocks/ux';
import { ana, pat, shown, underWay, type Story } from './support';

const messages = {
  artifactsMessage,
  callsMessage,
  gaMessage,
  maintenanceMessage,
  peopleMessage,
  roadmapMessage,
  rolloutMessage,
  signOffsMessage,
  testsMessage,
  uxMessage,
  bugs: (...[partner, lifecycle, viewer]: Parameters<typeof gaMessage>) =>
    bugsMessage(partner, lifecycle, viewer, { s: 'bugs' }),
  checklist: (...[partner, lifecycle, viewer]: Parameters<typeof gaMessage>) =>
    checklistMessage(partner, lifecycle, viewer, { page: 0 }),
  plan: (...[partner, lifecycle, viewer]: Parameters<typeof gaMessage>) =>
    planMessage(partner, lifecycle, viewer, undefined, undefined),
};

test.each(Object.entries(messages))('%s says of a closed onboarding, once, that nothing changes', (_, message) => {
  const open = underWay();
  const closed = underWay().as(pat, { type: 'ClosePartner', reason: 'paused' });
  const read = (story: Story) => shown(message(story.state, story.lifecycle, story.viewer(ana)));
  expect(read(open)).not.toContain('closed:');
  expect(read(closed).split('This onboarding is closed: nothing changes until it is reopened.')).toHaveLength(2);
});
