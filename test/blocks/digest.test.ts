import type { ModalView } from '@slack/types';
import { channelDigestMessage } from '../../blocks/channel-digest';
import { checklistMessage } from '../../blocks/checklist';
import { digestMessage } from '../../blocks/digest';
import { deskPicture } from '../../blocks/home';
import { actionName, actions } from '../../blocks/ids';
import { itemModal } from '../../blocks/item';
import type { Picture } from '../../blocks/picture';
import { remindersMessage } from '../../blocks/reminders';
import { muteModal, remindModal, snoozeModal, unmuteModal } from '../../blocks/snooze';
import { statusMessage } from '../../blocks/status';
import { checkBlocks } from '../../local-slack/block-kit/check';
import { checkView } from '../../local-slack/block-kit/view';
import { interactives } from '../../local-slack/block-kit/walk';
import { dateOf } from '../../src/domain/calendar';
import { deskOf } from '../../src/domain/desk/desk';
import {
  calendarDate,
  channelId,
  itemId,
  later,
  partnerId,
  personOf,
  teamId,
  type Instant,
} from '../../src/domain/ids';
import { channelDigest } from '../../src/domain/reminders/channel-digest';
import { digestFor } from '../../src/domain/reminders/digest';
import { day } from '../../src/domain/time';
import { bulky } from './hostile';
import { agreed } from './launching';
import { acme, ana, edited, lee, opened, pat, pick, shown, Story } from './support';

const registered = itemId.parse('partner-registered');
const target = calendarDate.parse('2027-07-19');

/** Acme with a plan; nobody has done anything yet. Its first two items are due on Mon 1 March 2027. */
const planned = () =>
  opened().as(
    pat,
    { ...edited, targetGaDate: target },
    { type: 'AssignPerson', picked: pick(ana), team: teamId.parse('partner-lead') },
  );

const at = (text: string): Instant => later(opened().now, Date.parse(text) - opened().now);
const toPat = (story: Story, now: Instant): Picture | undefined => {
  const digest = digestFor(pat.person, [story.state], story.lifecycle, now);
  return digest && digestMessage(digest, story.lifecycle, dateOf(now, story.viewer(pat).zone));
};

test('a digest says by partner what is mine, since when, and has the buttons to do it or to put it off', () => {
  const picture = toPat(planned(), at('2027-03-04T17:00:00Z'));
  expect(picture && shown(picture)).toBe(`# 2 things for you
*Acme Analytics* · <#C0ACME> [Status]
🔴 *Company is a registered Databricks partner* · *overdue* since 1 Mar 2027, 3 working days
[Done] [Open…] [Snooze…] [Mute…]
👤 *Core integration is validated* · *overdue* since 1 Mar 2027, 3 working days · nobody of Partner solution architecture is on the people list
[Done] [Open…] [Snooze…] [Mute…]
(One message a working day, and none when there is nothing. \`/pc reminders\` shows what comes next.)`);
  expect(picture?.text).toContain('Acme Analytics: 🔴 Company is a registered Databricks partner');
});

test.each([
  ['2027-03-02T11:00:00Z', '2027-03-01', 'planned for 1 Mar 2027', 'became possible on the day before, for them'],
  ['2027-03-02T15:30:00Z', '2027-03-01', '*overdue* (planned for 1 Mar 2027)', 'is late on the day after'],
  ['2027-03-05T14:30:00Z', '2027-03-05', 'due 5 Mar 2027, today', 'is due as long as it is that day for them'],
  ['2027-03-05T15:30:00Z', '2027-03-05', '*overdue* since 5 Mar 2027', 'is late when it is the next, for them'],
])(
  'at %s in Tokyo digest, desk, status, checklist and form say alike that what is due on %s is %s: it %s',
  (text, due, words) => {
    const story = planned()
      .as(pat, { type: 'SetItemDue', item: registered, due: calendarDate.parse(due) })
      .fact({ type: 'PersonMoved', person: pat.person, name: pat.name, zone: 'Asia/Tokyo' });
    const now = at(text);
    const { state, lifecycle } = story;
    const viewer = { ...story.viewer(pat), now };
    const look = { now, zone: viewer.zone, page: 0, more: false };
    for (const drawn of [
      toPat(story, now),
      deskPicture(deskOf(pat.person, [state], lifecycle, now), lifecycle, look),
      statusMessage(state, lifecycle, viewer),
      checklistMessage(state, lifecycle, viewer, { page: 0 }),
      itemModal({ partner: state, lifecycle, viewer, memory: { p: state.id, i: registered } }),
    ])
      expect(drawn && shown(drawn)).toContain(words);
  },
);

test.each([
  ['Asia/Tokyo', 'since today'],
  ['America/Los_Angeles', 'for 1 working day'],
])('in %s desk and status say alike that it has been somebody’s turn %s', (zone, words) => {
  const story = planned().fact({ type: 'PersonMoved', person: pat.person, name: pat.name, zone });
  const now = at('2027-03-02T11:00:00Z');
  const { state, lifecycle } = story;
  const desk = deskPicture(deskOf(pat.person, [state], lifecycle, now), lifecycle, { now, zone, page: 0, more: false });
  expect(shown(desk)).toMatch(new RegExp(`Next: .* with Pat Doe ${words}`));
  expect(shown(statusMessage(state, lifecycle, { ...story.viewer(pat), now }))).toContain(`*you* · ${words}`);
});

test('that the target has passed is told once, with a way on, also when a partner has far too much else', () => {
  const passed = toPat(planned(), at('2027-07-20T17:00:00Z'));
  const words = '📅 The target GA date, 19 Jul 2027, has passed and no date is agreed: choose another under *Plan*';
  expect(passed && shown(passed)).toContain(`*Acme Analytics* · <#C0ACME>\n${words}`);
  expect(passed && shown(passed)).toMatch(/as the new target \[Plan\]/);
  expect(passed?.text).toContain(`Acme Analytics: ${words.replaceAll('*', '')}`);
  const [part] = digestFor(pat.person, [planned().state], planned().lifecycle, at('2027-07-20T17:00:00Z'))?.parts ?? [];
  if (!part) throw new Error('There is something to tell');
  const entries = Array.from({ length: 20 }, () => part.entries).flat();
  const parts = Array.from({ length: 30 }, () => ({ ...part, entries }));
  const { blocks } = digestMessage({ person: pat.person, parts }, planned().lifecycle, target);
  expect(checkBlocks(blocks, 'message')).toMatchObject({ ok: true });
});

test('the channel’s digest mentions each once; the note for both sides pings nobody', () => {
  const story = planned().as(pat, {
    type: 'SetItemOwner',
    item: registered,
    owner: pat.person,
  });
  const now = at('2027-03-12T17:00:00Z');
  const digest = channelDigest(story.state, story.lifecycle, now);
  const picture =
    digest && channelDigestMessage(story.state, digest, story.lifecycle, dateOf(now, story.lifecycle.zone));
  expect(picture && shown(picture)).toContain(
    '*Late, for both sides to see*\n⏫ *Company is a registered Databricks partner*',
  );
  expect(JSON.stringify(picture)).not.toContain('<@');
});

test('what is late with others is not called yours in the channel', () => {
  const story = planned();
  const now = at('2027-03-04T17:00:00Z');
  const [entry] = digestFor(pat.person, [story.state], story.lifecycle, now)?.parts[0]?.entries ?? [];
  if (!entry) throw new Error('nothing is due');
  const { person, name } = ana;
  const opening = (...whys: readonly (typeof entry.why)[]) => {
    const people = [{ person, name, bugs: [], entries: whys.map((why) => ({ ...entry, why })) }];
    return shown(
      channelDigestMessage(story.state, { people, notes: [], marks: [] }, story.lifecycle, dateOf(now, 'UTC')),
    ).split('\n')[0];
  };
  expect(opening('overdue')).toBe('<@UANA>, this is yours:');
  expect(opening('overdue', 'today')).toBe('<@UANA>, these are yours:');
  expect(opening('escalated')).toBe('<@UANA>, for you:');
  expect(opening('overdue', 'asked')).toBe('<@UANA>, for you:');
});

test('the forecast holds the countdown and the prompts of waves; the partner sees what the channel will', () => {
  const story = agreed().fact({ type: 'ChannelReady', channel: channelId.parse('C0ACME'), name: 'pc' });
  story.now = at('2027-05-05T17:00:00Z');
  const seenBy = (who: typeof pat) =>
    [0, 1, 2]
      .map((page) => shown(remindersMessage(story.state, story.lifecycle, story.viewer(who), { page })))
      .join('\n');
  expect(seenBy(pat)).toMatch(/direct message to \*Lee Park\*\n⏰ .*Wave 1 of Acme Analytics may be started now/);
  for (const who of [pat, ana]) expect(seenBy(who)).toMatch(/in the channel\n⏰ .*T-7 · GA of Acme Analytics is on/);
  expect(seenBy(ana)).not.toMatch(/direct message to|Wave 1/);
});

test('the forms show what is open, and what was muted', () => {
  const story = planned();
  const form = (make: typeof snoozeModal | typeof muteModal | typeof unmuteModal | typeof remindModal, who = pat) =>
    shown(
      make({ partner: story.state, lifecycle: story.lifecycle, viewer: story.viewer(who), memory: { p: acme.id } }),
    );
  expect(form(snoozeModal)).toContain('Until: <datepicker>');
  expect(form(muteModal)).toContain('(Everything about Acme Analytics)');
  expect(form(unmuteModal)).toContain('You have muted nothing');
  story.as(pat, { type: 'MutePartner' }, { type: 'MuteItem', item: registered });
  expect(form(unmuteModal)).toContain(
    '<(Everything about Acme Analytics) | Company is a registered Databricks partner>',
  );
  expect(form(snoozeModal, { ...ana, person: personOf('T2', 'UNONE') })).toContain('not on the people list');
});

describe('with 200 items and 20 partners', () => {
  const story = () =>
    new Story(bulky)
      .as(pat, {
        ...acme,
        name: '&'.repeat(60),
        integrationType: 'type-0',
        clouds: ['cloud-0'],
        people: acme.people.slice(0, 1),
        targetGaDate: target,
      })
      .as(pat, { type: 'AssignPerson', picked: pick(lee), team: teamId.parse('team-0') })
      .fact({ type: 'ChannelReady', channel: channelId.parse('C0ACME'), name: 'pc' });
  const crowded = () => {
    const made = story();
    for (let n = 0; n < 30; n += 1) {
      const somebody = { ...ana, person: personOf('T2', `UX${n}`), name: '<'.repeat(300) };
      made.as(pat, {
        type: 'AssignPerson',
        picked: pick(somebody),
        team: teamId.parse(n % 2 ? 'team-1' : 'partner-lead'),
      });
    }
    const items = made.lifecycle.phases.flatMap((phase) => phase.items);
    items.slice(0, 120).forEach(({ id }, n) => {
      const owner = personOf('T2', `UX${n % 30}`);
      try {
        made.as(pat, { type: 'SetItemOwner', item: itemId.parse(id), owner });
      } catch {
        // Not theirs to own: it stays with its team.
      }
    });
    return made;
  };

  test('Slack takes everything, and understands every button', () => {
    const made = crowded();
    const now = later(made.now, 130 * day);
    const today = dateOf(now, made.lifecycle.zone);
    const partners = Array.from({ length: 20 }, (_, n) => ({ ...made.state, id: partnerId.parse(`p${n}`) }));
    const digest = digestFor(pat.person, partners, made.lifecycle, now);
    const one = digestFor(pat.person, partners.slice(0, 1), made.lifecycle, now);
    const inChannel = channelDigest(made.state, made.lifecycle, now);
    if (!digest || !one || !inChannel) throw new Error('There is nothing to tell');
    expect(digest.parts).toHaveLength(20);
    const form = made.form(pat, {});
    const pictures: readonly (Picture | ModalView)[] = [
      digestMessage(digest, made.lifecycle, today),
      digestMessage(one, made.lifecycle, today),
      channelDigestMessage(made.state, inChannel, made.lifecycle, today),
      ...[0, 1, 99].map((page) => remindersMessage(made.state, made.lifecycle, made.viewer(pat), { page })),
      remindersMessage(made.state, made.lifecycle, made.viewer(ana), {}),
      snoozeModal(form),
      muteModal(form),
      unmuteModal(form),
      remindModal(form),
    ];
    for (const picture of pictures) expect(faultsOf(picture)).toEqual([]);
  });
});

function faultsOf(picture: Picture | ModalView): readonly string[] {
  if ('type' in picture) {
    const checked = checkView(picture, 'modal');
    return checked.ok ? [] : checked.faults;
  }
  const checked = checkBlocks(picture.blocks, 'message');
  if (!checked.ok) return checked.faults;
  const cut = picture.blocks.length >= 50 || picture.text.length > 4000 || picture.text === '' ? ['cut'] : [];
  const unknown = interactives(checked.value).flatMap(({ element }) => {
    const name = actionName(element.action_id ?? '');
    const value = element.type === 'button' ? JSON.parse(element.value ?? '') : undefined;
    return name && actions[name].safeParse(value).success ? [] : [`no action: ${element.action_id}`];
  });
  return [...cut, ...unknown];
}
