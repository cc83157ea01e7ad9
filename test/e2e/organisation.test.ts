import { expectAllWell, newest, newestShows, open, partnerPeopleJoin } from '../support/story';
import { useWorld } from '../support/world';

/** Workspaces of one organisation (Enterprise Grid): whoever belongs to it is on the databricks side, wherever they work. */

const world = useWorld();
const acme = 'pc-acme';
const org = 'E0DATABRICKS';

beforeAll(async () => {
  const { slack } = world;
  Object.assign(slack.team, { enterprise: org });
  await world.restartBot();
  await open(world, 'Acme');
  await partnerPeopleJoin(world, 'Acme', acme);
});
afterAll(() => expectAllWell(world));

function newcomer(name: string, workspace: string, enterprise: string) {
  const { slack } = world;
  const person = slack.person({ name, team: { name: workspace, enterprise } });
  slack.join(person, acme);
  return slack.as(person).in(acme);
}

test('a colleague of another workspace is one of ours; somebody of another company is not', async () => {
  const fay = newcomer('Fay Field', 'Databricks Field', org);
  await fay.click('People');
  await newestShows(world, fay, 'People');
  await fay.click('Claim a role');
  await fay.fill({ Role: 'Engineer' }).submit();
  await newestShows(world, fay, 'Fay Field asks to be Engineer');
  const otto = newcomer('Otto Other', 'Other', 'E0OTHER');
  await otto.click('People');
  await newestShows(world, otto, 'People');
  await otto.click('Claim a role');
  await expect(otto.fill({ Role: 'Engineer' })).rejects.toThrow('there is no option');
  expect(newest(otto)).not.toContain('Internal');
});
