import { teamId } from '../../src/domain/ids';
import { secondBot, stopOthers } from '../jobs/support';
import {
  expectAllWell,
  form,
  newest,
  open,
  openSignOffs,
  partnerNamed,
  partnerPeopleJoin,
  workUpTo,
} from '../support/story';
import { useWorld } from '../support/world';

/** Who may act is known in every process at once, and asked of Slack before a sign-off is given. */

afterAll(stopOthers); // Before the world ends.
const world = useWorld({ groups: { legal: 'legal', engineering: 'eng' } });
const acme = 'pc-acme';
const legal = teamId.parse('legal');

beforeAll(async () => {
  const { cast, slack } = world;
  await open(world, 'Acme', { 'Solution architect': cast.psa });
  for (const who of [cast.eng, cast.legal, cast.colleague]) slack.join(who, acme);
  await partnerPeopleJoin(world, 'Acme', acme);
  await workUpTo(world, 'Acme', 'ppa-signed');
});
afterAll(() => expectAllWell(world, 'conversations.invite already_in_channel'));
afterEach(() => world.slack.heal());

const group = (handle: string) => world.slack.userGroup({ handle, people: [] });
const signOffState = async () => (await partnerNamed(world, 'Acme')).signOffs['ppa-confirmed']?.is;

async function mayTick(who: 'legal' | 'colleague'): Promise<boolean> {
  const session = world.slack.as(world.cast[who]).in(acme);
  await session.type('/pc gtm');
  return /PPA\) is signed[^\n]*\n\s*\[Done\]/.test(newest(session));
}

test('what one process hears of a user group or a person counts in the others at once', async () => {
  const { slack, cast, bot } = world;
  const other = await secondBot(world, {}, new Map([[legal, group('group-legal').id]]));
  const otherUrl = `http://127.0.0.1:${other.port}/slack/events`;
  expect(await mayTick('colleague')).toBe(false);
  slack.connect(otherUrl);
  expect(await mayTick('colleague')).toBe(false);
  // The second hears of it, the first is asked.
  slack.setUserGroup(group('group-legal'), [cast.colleague]);
  await world.settled();
  slack.connect(world.url);
  expect([await mayTick('legal'), await mayTick('colleague')]).toEqual([false, true]);
  slack.connect(otherUrl);
  slack.change(cast.colleague, { name: 'Cora Stone' });
  await world.settled();
  slack.connect(world.url);
  const cora = slack.as(cast.colleague).in(acme);
  await cora.type('/pc gtm');
  await cora.click({ text: 'Done', near: 'PPA) is signed' });
  await world.settled();
  const done = (await partnerNamed(world, 'Acme')).items['ppa-signed']?.status;
  expect(done).toMatchObject({ is: 'done', by: { name: 'Cora Stone' } });
  expect(bot.port).not.toBe(other.port);
  slack.setUserGroup(group('group-legal'), [cast.legal]);
  await world.settled();
});

describe('a sign-off', () => {
  const opened = async () => {
    const leo = await openSignOffs(world, world.cast.legal, acme);
    await leo.click({ action_id: /^sign-off/, near: 'PPA' });
    await form(world, leo);
    return leo;
  };
  beforeAll(() => workUpTo(world, 'Acme', 'ppa-confirmed'));

  test('is refused to somebody who left the team since the form was opened, though Slack has told nobody', async () => {
    const leo = await opened();
    group('group-legal').users = [];
    await leo.submit();
    expect(leo.modal()).toContain('Only Legal or Partner development can give');
    expect(await signOffState()).toBeUndefined();
    await leo.close();
    world.slack.setUserGroup(group('group-legal'), [world.cast.legal]);
    await world.settled();
  });

  test('is not given while Slack cannot say who is in the team', async () => {
    const leo = await opened();
    world.slack.fail('usergroups.users.list', { error: 'internal_error' });
    await leo.submit();
    expect(leo.modal()).toContain('Slack does not tell just now who is in which team');
    expect(await signOffState()).toBeUndefined();
    await leo.submit();
    expect(leo.modal()).toBeUndefined();
    expect(await signOffState()).toBe('given');
  });
});
