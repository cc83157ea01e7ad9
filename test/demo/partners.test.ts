import type { Upcoming } from '../../local-slack/time';
import { foresee, foresightDays } from '../../src/demo/foresight';
import { visibly } from '../../src/demo/partners';
import { later } from '../../src/domain/ids';
import type { Partner } from '../../src/domain/partner';
import { day, hour } from '../../src/domain/time';
import { acme, channelReady, clock, create, date, given, pat, start, upTo } from '../support/given';
import { deliver } from '../support/launching';
import { partnerConnect as lifecycle } from '../support/lifecycle';

/** What the local Slack takes for the next that people will see, however far ahead it looks for it. */

const upcoming: Upcoming = { next: async () => undefined, done: async () => undefined };

function nextFor(open: readonly Partner[], now: number) {
  const partners = { open: async () => open, load: async () => undefined, inChannel: async () => undefined };
  return visibly(upcoming, partners, { lifecycle, now: () => now }).next();
}

const opened = pat.does(create({ targetGaDate: date('2027-05-20') }));
const begun = deliver(given(opened, channelReady, upTo('fit-assessment'))).partner;
const agreed = deliver(given(acme, channelReady, upTo('ga-date-agreed'))).partner;
const quiet = deliver(given(acme, channelReady)).partner;

test.each([
  ['in a busy week', [begun], start],
  ['over a weekend', [begun, quiet], clock('2027-03-05T18:00')],
  ['when nothing comes for days', [agreed, quiet], clock('2027-08-13T10:30')],
  ['of several partners, in the week of a launch', [begun, agreed], clock('2027-08-26T10:30')],
])('%s it is the soonest of the whole fortnight', async (_, open, from) => {
  for (let n = 0; n < 4; n += 1) {
    const now = later(from, n * 19 * hour);
    const [soonest] = open.flatMap((one) => foresee(one, lifecycle, now)).toSorted((a, b) => a.at - b.at);
    expect(await nextFor(open, now)).toBe(soonest?.at);
  }
});

test('nothing in a fortnight: looked for again from there; without partners there is nothing to wait for', async () => {
  const closed = deliver(given(acme, channelReady, pat.does({ type: 'ClosePartner', reason: 'paused' }))).partner;
  expect(await nextFor([closed], start)).toBe(start + foresightDays * day);
  expect(await nextFor([], start)).toBeUndefined();
});

test('before an instant at which the bot itself has not looked, nothing comes: nobody is foreseen', async () => {
  const looks = later(start, hour);
  const asked: string[] = [];
  const open = async () => (asked.push('open'), [begun]);
  const partners = { open, load: async () => undefined, inChannel: async () => undefined };
  const visible = visibly({ ...upcoming, next: async () => looks }, partners, { lifecycle, now: () => start });
  expect(await visible.next(looks)).toBe(looks);
  expect(asked).toEqual([]);
  expect(await visible.next(looks + 1)).toBe(await nextFor([begun], start));
  expect(asked).toEqual(['open']);
});
