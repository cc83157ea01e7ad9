import type { Session } from '../../local-slack';
import { calendarDate, itemId } from '../../src/domain/ids';
import { useAcme } from '../support/acme';
import {
  criteriaOf,
  eventually,
  everybody,
  expectAllWell,
  form,
  given,
  open,
  partnerNamed,
  publicTexts,
  workUpTo,
} from '../support/story';
import { minute } from '../support/world';

/** The Home tab: somebody's desk, opened, clicked on and worked from. */

const { world, as, opened } = useAcme();

beforeAll(async () => {
  await opened();
  await open(world, 'Globex', everybody(world.cast));
});
beforeEach(() => world.pass(minute));
afterAll(() => expectAllWell(world));

/** Somebody opens the tab. */
async function atHome(who: 'pat' | 'psa' | 'legal' | 'colleague'): Promise<Session> {
  const session = as(who).openHome();
  await world.settled();
  return session;
}

/** Somebody clicks, and reads what the tab shows then. */
async function click(session: Session, what: Parameters<Session['click']>[0]): Promise<string> {
  await session.click(what);
  await world.settled();
  return session.home() ?? '';
}

const due = (item: string, on: string) =>
  ({ type: 'SetItemDue', item: itemId.parse(item), due: calendarDate.parse(on) }) as const;
const publishedFor = (user: string) =>
  world.slack.calls('views.publish').filter(({ args }) => args['user_id'] === user).length;

test('shows what waits for me with all my partners, and each of them, as of now', async () => {
  await given(world, 'Globex', world.cast.pat, due('partner-registered', '2026-11-24'));
  const home = (await atHome('pat')).home();
  expect(home).toMatch(/Yours today\s+1 thing waits for you, with 1 of your 2 partners\./);
  expect(home).toMatch(
    /Waits for you\s+🟡 Company is a registered Databricks partner · due 24 Nov 2026, tomorrow\s+Globex · #pc-globex\s+\[Open…\]/,
  );
  // What needs me comes first, with whose turn it is and since when.
  expect(home).toMatch(
    /Your partners\s+Globex · #pc-globex\s+Prerequisites\s+Next: [^\n]* · with Pat Doe since today\s+👉 1 for you\s+\[Status\]\s+Acme · #pc-acme/,
  );
  expect(home).toMatch(/As of 17:\d\d UTC, your time/);
});

test('a form opened there does its work and draws the desk anew', async () => {
  const pat = await atHome('pat');
  await pat.click({ text: 'Open…', near: 'Company is a registered Databricks partner' });
  await form(world, pat);
  await pat.fill({ 'What happens': 'Done' }).submit();
  // Drawn when the answer is out, and not before.
  await eventually(world, () => pat.home()?.includes('Nothing waits for you with your 2 partners.') || undefined);
  expect(pat.modal()).toBeUndefined();
});

test('a partner’s screens are shown on the tab, work there, and lead back', async () => {
  const pat = await atHome('pat');
  expect(await click(pat, { text: 'Status', near: 'Acme · #pc-acme' })).toMatch(/\[← Yours today\]\s+Acme\s+Under way/);
  expect(await click(pat, 'Checklist')).toMatch(/\[← Yours today\]\s+Acme · Checklist/);
  expect(await click(pat, { text: 'Done', near: 'Company is a registered' })).toMatch(
    /\[← Yours today\][^]*✅ Company is a registered Databricks partner · done/,
  );
  await click(pat, 'People');
  await pat.click('Assign…');
  await form(world, pat);
  await pat.fill({ Who: world.cast.colleague, Role: 'Marketing manager' }).submit();
  await world.settled();
  expect(pat.home()).toMatch(/Acme · People[^]*Cora Hill · Marketing manager/);
  await click(pat, { text: 'Remove', near: 'Cora Hill' });
  expect(pat.home()).not.toContain('Cora Hill');
  expect(await click(pat, '← Yours today')).toMatch(/Yours today/);
  // Nothing of it was said in a channel.
  expect(publicTexts(as('mia')).join()).not.toContain('← Yours today');
});

test('help, the list of my partners and the refreshed desk', async () => {
  const pat = await atHome('pat');
  expect(await click(pat, 'Help')).toMatch(/← Yours today[^]*\/pc new – open an onboarding/);
  await click(pat, '← Yours today');
  expect(await click(pat, 'All my partners')).toMatch(/← Yours today[^]*Your partners[^]*Acme[^]*Globex/);
  expect(await click(pat, 'All partners')).toMatch(/← Yours today\]\s+All partners/);
  await click(pat, '← Yours today');
  const item = itemId.parse('core-integration-validated');
  await given(world, 'Globex', world.cast.psa, { type: 'BlockItem', item, reason: 'No test account.' });
  expect(await click(pat, 'Refresh')).toMatch(/Globex · #pc-globex[^]*⛔ 1 blocked/);
});

test('a sign-off is given from the desk', async () => {
  await workUpTo(world, 'Acme', 'signoff-psa');
  const sara = await atHome('psa');
  await sara.click({ text: 'Sign off…', near: /Acme/ });
  await form(world, sara);
  const criteria = criteriaOf(sara);
  await sara.fill(criteria.length > 0 ? { criteria } : {}).submit();
  await eventually(world, () => sara.home()?.includes('✍️') === false || undefined);
  expect((await partnerNamed(world, 'Acme')).signOffs['signoff-psa']).toMatchObject({ is: 'given' });
});

test('what is only told comes in a window; a closed partner leaves the desk', async () => {
  await open(world, 'Initech', everybody(world.cast));
  const pat = await atHome('pat');
  await click(pat, { text: 'Status', near: 'Initech · #pc-initech' });
  await click(pat, 'Checklist');
  await given(world, 'Initech', world.cast.pat, { type: 'ClosePartner', reason: 'not-a-fit', note: 'Another time.' });
  await click(pat, { text: 'Done', near: 'Company is a registered' });
  expect(pat.modal()).toMatch(/onboarding of Initech is closed/i);
  await pat.close();
  expect(await click(pat, '← Yours today')).not.toContain('Initech');
});

test('a form that Slack does not open is answered by direct message: nothing on the tab could say it', async () => {
  const { slack, cast } = world;
  const pat = await atHome('pat');
  slack.fail('views.open', { error: 'expired_trigger_id' });
  await click(pat, 'New partner…');
  const direct = slack.as(cast.pat).in('@bot');
  await direct.sees(
    /the form did not open: .* within three seconds only.*Nothing was changed\. Please press it again\./,
  );
  expect(world.takeFaults()).toHaveLength(1);
});

test('a partner is opened from it, and stands on it', async () => {
  const pat = await atHome('pat');
  await pat.click('New partner…');
  await form(world, pat);
  await pat.fill({ Name: 'Umbrella', 'Integration type': 'Read (BI, data quality)', Clouds: ['AWS'] }).submit();
  await pat.sees('Onboarding opened');
  await pat.close();
  await eventually(world, () => (pat.home()?.includes('Umbrella') ? true : undefined));
});

describe('somebody without a partner', () => {
  test('reads what the bot does and how to begin', async () => {
    const cora = await atHome('colleague');
    expect(cora.home()).toMatch(
      /Welcome\s+I take technology partners to their launch[^]*\[New partner…\] \[All partners\] \[Help\]/,
    );
    expect(cora.home()).not.toMatch(/Acme|Globex/);
  });

  test('of another company sees nothing, whatever an event says; a guest nothing of any partner', async () => {
    const { slack, cast } = world;
    slack.event({ type: 'app_home_opened', user: cast.lena.id, channel: 'D0', tab: 'home' });
    const guest = slack.person({ name: 'Gus Guest', guest: true });
    slack.event({ type: 'app_home_opened', user: guest.id, channel: 'D0', tab: 'home' });
    await world.settled();
    expect(publishedFor(cast.lena.id)).toBe(0);
    expect(slack.as(guest).home()).toMatch(/Everything about your onboarding is in its channel/);
    expect(slack.as(guest).home()).not.toMatch(/Acme|Globex/);
  });

  test('who became a guest loses sight of the partners with the next click', async () => {
    const { slack, cast } = world;
    const session = await atHome('legal');
    expect(session.home()).toContain('Globex');
    Object.assign(cast.legal, { guest: true });
    slack.change(cast.legal, {});
    await world.settled();
    expect(await click(session, 'Refresh')).toMatch(/Everything about your onboarding is in its channel/);
    Object.assign(cast.legal, { guest: false });
    slack.change(cast.legal, {});
    await world.settled();
  });
});

test('the Messages tab draws nothing', async () => {
  const before = publishedFor(world.cast.pat.id);
  world.slack.event({ type: 'app_home_opened', user: world.cast.pat.id, channel: 'D0', tab: 'messages' });
  await world.settled();
  expect(publishedFor(world.cast.pat.id)).toBe(before);
});

test('when Slack limits the rate, the tab stays as it was', async () => {
  const pat = await atHome('pat');
  const before = pat.home();
  world.slack.fail('views.publish', { retryAfter: 30 });
  await given(world, 'Globex', world.cast.pat, due('fit-assessment', '2026-11-25'));
  await atHome('pat');
  expect(pat.home()).toBe(before);
});
