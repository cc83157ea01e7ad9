import { mayLook, viewerOf } from '../../handlers/visit';
import type { Person } from '../../src/domain/actor';
import { acme, bot, channelReady, colleague, given, lena, pat, start, team, visitor } from '../support/given';
import type { Member } from '../support/given';
import { partnerConnect as lifecycle } from '../support/lifecycle';

/** Who may look at a partner from where: nobody of a partner ever learns that another one exists. */

const { partner } = given(acme, channelReady);
const acmesOwn = 'C1';
const elsewhere = 'C2';
const [ours, ofAcme, outside] = [colleague.actor, lena.actor, visitor.actor];
/** A form or the Home tab: no channel. */
const nowhere = undefined;

test.each<[string, boolean, Person, string | undefined]>([
  ['of the workspace, in a channel', true, ours, elsewhere],
  ['of the workspace, in a form', true, ours, nowhere],
  ['of the partner, in its channel', true, ofAcme, acmesOwn],
  ['of the partner, in a form', true, ofAcme, nowhere],
  ['of the partner, in another channel', false, ofAcme, elsewhere],
  ['from outside, in its channel', true, outside, acmesOwn],
  ['from outside, in a form', false, outside, nowhere],
  ['from outside, in another channel', false, outside, elsewhere],
])('somebody %s: %s', (_, may, who, from) => {
  expect(mayLook(partner, who, from, { lifecycle })).toBe(may);
});

test('who lost their role looks no longer in a form; before there is a channel, nobody is in it', () => {
  const removed = { type: 'RemovePerson', person: lena.actor.person, team: team('partner-lead') } as const;
  const left = (who: Member) => bot.does({ type: 'PersonDeactivated', person: who.actor.person, name: who.actor.name });
  for (const gone of [pat.does(removed), left(lena)])
    expect(mayLook(given(acme, channelReady, gone).partner, ofAcme, nowhere, { lifecycle })).toBe(false);
  // Whoever became a guest is on the partner's side now, and holds nothing there.
  expect(mayLook(partner, { ...colleague.actor, home: false }, nowhere, { lifecycle })).toBe(false);
  expect(mayLook(partner, { ...pat.actor, home: false }, nowhere, { lifecycle })).toBe(false);
  expect(mayLook(given(acme).partner, outside, nowhere, { lifecycle })).toBe(false);
  expect(mayLook(given(acme).partner, outside, acmesOwn, { lifecycle })).toBe(false);
});

test('what is overdue goes by the zone that the people list knows, as in the digest; else by what Slack says, else the lifecycle’s', () => {
  const moved = bot.does({ type: 'PersonMoved', person: pat.actor.person, name: 'Pat', zone: 'Asia/Tokyo' });
  const zone = (who: Person, told?: string) =>
    viewerOf({ ...who, ...(told !== undefined && { zone: told }) }, given(acme, moved).partner, {
      lifecycle,
      clock: () => start,
    }).zone;
  expect(zone(pat.actor, 'Europe/Berlin')).toBe('Asia/Tokyo');
  expect(zone(ours, 'Europe/Berlin')).toBe('Europe/Berlin');
  for (const nothing of [undefined, 'Moon/Tranquility']) expect(zone(ours, nothing)).toBe('America/Los_Angeles');
});
