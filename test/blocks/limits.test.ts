import type { HomeView, ModalView } from '@slack/types';
import * as fc from 'fast-check';
import { discreet } from '../../blocks/discreet';
import { actionName, actions } from '../../blocks/ids';
import type { Picture } from '../../blocks/picture';
import { checkBlocks } from '../../local-slack/block-kit/check';
import type { Interactive } from '../../local-slack/block-kit/elements';
import { checkView } from '../../local-slack/block-kit/view';
import { interactives } from '../../local-slack/block-kit/walk';
import { sideOf, type Person } from '../../src/domain/actor';
import { itemId, personOf, teamId, userOf } from '../../src/domain/ids';
import { lookup } from '../../src/domain/lookup';
import { isInternal } from '../../src/domain/visibility';
import { actors, bulky, stories, tag } from './hostile';
import { acme, ana, omar, pat, pick, Story } from './support';
import { drawnFor, drawnInChannel, type Drawn } from './surfaces';

type Drawing = Picture | ModalView | HomeView;

/** A modal, or a Home tab. */
const isView = (picture: Drawing): picture is ModalView | HomeView => 'type' in picture;
const isModal = (picture: Drawing): picture is ModalView => isView(picture) && picture.type === 'modal';
const isMessage = (picture: Drawing): picture is Picture => !isView(picture);

function faultsOf(picture: Drawing): readonly string[] {
  const checked = isMessage(picture) ? checkBlocks(picture.blocks, 'message') : checkView(picture, kindOf(picture));
  const faults = checked.ok ? [] : checked.faults;
  const long = isMessage(picture) && (picture.text.length > 4000 || picture.text === '') ? ['text'] : [];
  // Surfaces page by themselves: a message of 50 blocks, or a Home tab of 100, was cut.
  const cut = !isModal(picture) && picture.blocks.length >= (isMessage(picture) ? 50 : 100) ? ['cut'] : [];
  // Half a character is no text.
  const broken = /\\ud[89a-f]/.test(JSON.stringify(picture)) ? ['half a character'] : [];
  return [...faults, ...long, ...cut, ...broken, ...buttonFaults(picture), ...markupFaults(picture)];
}

const kindOf = ({ type }: ModalView | HomeView) => type;

/** Every control of a message or a Home tab names an action and carries what that action takes. */
function buttonFaults(picture: Drawing): readonly string[] {
  const checked = checkBlocks(picture.blocks, isMessage(picture) ? 'message' : kindOf(picture));
  if (!checked.ok || isModal(picture)) return [];
  return interactives(checked.value).flatMap(({ block, element }) => {
    const name = actionName(element.action_id ?? '');
    if (!name) return [`no action: ${element.action_id}`];
    if (element.type === 'button' && !isNamedAsShown(element)) return [`named otherwise: ${element.text.text}`];
    const carried =
      element.type === 'button'
        ? [element.value ?? '']
        : element.type === 'datepicker'
          ? [JSON.stringify({ ...JSON.parse(block.block_id ?? ''), date: '2027-03-01' })]
          : element.type === 'static_select'
            ? (element.options ?? []).map(({ value }) =>
                JSON.stringify({ ...JSON.parse(block.block_id ?? ''), i: value }),
              )
            : ['not a control of messages'];
    return carried.filter((value) => !actions[name].safeParse(JSON.parse(value)).success);
  });
}

/** Who speaks to the machine says what they see. */
const isNamedAsShown = ({ text, accessibility_label: label }: Extract<Interactive, { type: 'button' }>): boolean =>
  label === undefined || label.startsWith(text.text.replace('…', ''));

/** Whatever stands in angle brackets is a date, a link, a channel or a person; nothing else opens one. */
function markupFaults(picture: Drawing): readonly string[] {
  const texts = mrkdwnIn(picture.blocks);
  const said = isMessage(picture) ? [...texts, picture.text] : texts;
  const known = /<(!date\^\d+\^[^|<>]+\|[^|<>]+|https?:[^|<>]+\|[^|<>]+|#C[A-Z0-9]+|@[UW][A-Z0-9]+)>/g;
  return said.flatMap((text) => {
    const rest = text.replace(known, '').replace(/^> /gm, '');
    return /[<>]/.test(rest) || /&(?!(amp|lt|gt);)/.test(rest) ? [`markup: ${text.slice(0, 300)}`] : [];
  });
}

function mrkdwnIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'mrkdwn' && 'text' in value) {
    const verbatim = 'verbatim' in value && value.verbatim === true;
    return [typeof value.text === 'string' && verbatim ? value.text : '<not verbatim>'];
  }
  return Object.values(value).flatMap(mrkdwnIn);
}

/** What is told in the channel when something happens or comes due, and may be somebody's turn. */
const tells =
  /sign-off-|^ga-|^rollout-|^bug$|^private bug$|^(private )?(design|maintenance|roadmap|role-given|claim-declined)$|^private (ga|rollout)-|^told of /;

/**
 * All that is drawn of some stories, half of them for people of the partner. To draw them takes long, and to look at them does
 * not: each rule is asked of the same ones. A failure tells the seed.
 */
interface Scene {
  readonly story: Story;
  readonly actor: Person;
  readonly drawn: readonly Drawn[];
}
const seed = Math.trunc(Math.random() * 2 ** 31);
const scenes: Scene[] = [];
beforeAll(() => {
  const cast = fc.tuple(stories, fc.constantFrom(...actors), fc.constantFrom(ana, omar));
  fc.sample(cast, { numRuns: 16, seed }).forEach(([story, anybody, guest], n) => {
    const actor = n % 2 === 0 ? guest : anybody;
    scenes.push({ story, actor, drawn: drawnFor(actor, story) });
  });
});

describe('Whatever people type, and however much of it', () => {
  test('Slack takes everything that is drawn, and every button is understood', () => {
    for (const { drawn } of scenes)
      for (const { what, picture } of drawn)
        expect({ seed, what, faults: faultsOf(picture) }).toEqual({ seed, what, faults: [] });
  });

  test('a crowd on every list is no trouble', () => {
    const story = new Story(bulky).as(pat, {
      ...acme,
      integrationType: 'type-0',
      clouds: ['cloud-0'],
      people: acme.people.slice(0, 1),
    });
    const crowd = Array.from({ length: 150 }, (_, n) => ({
      ...omar,
      person: personOf('T2', `U${n}`),
      name: `${'&<'.repeat(100)}${n}`,
    }));
    const [lead, other] = ['partner-lead', 'team-1'].map((id) => teamId.parse(id));
    if (!lead || !other) throw new Error('No such team');
    for (const somebody of crowd) {
      story.as(pat, { type: 'AssignPerson', picked: pick(somebody), team: lead });
      story.as(somebody, { type: 'ClaimRole', team: other });
      story.as(pat, {
        type: 'InvitePartnerPerson',
        email: `${somebody.person.slice(3)}@${'x'.repeat(40)}.example`.toLowerCase(),
      });
      story.fact({
        type: 'StepFailed',
        step: `connect:${Object.keys(story.state.invitations).at(-1)}`,
        problem: '&'.repeat(3000),
      });
    }
    story.as(
      pat,
      ...['item-0-1', 'item-0-2', 'item-0-3'].map((id) => ({
        type: 'BlockItem' as const,
        item: itemId.parse(id),
        reason: '<'.repeat(3000),
      })),
    );
    for (const actor of [pat, ana, ...crowd.slice(0, 1)])
      for (const { what, picture } of drawnFor(actor, story))
        expect({ what, faults: faultsOf(picture) }).toEqual({ what, faults: [] });
  });

  test('nothing internal shows in what the partner reads', () => {
    for (const { story, actor, drawn } of scenes) {
      if (sideOf(actor) !== 'partner') continue;
      const internal = lookup(story.lifecycle).placed.filter((placed) => isInternal(story.state, placed));
      for (const { what, picture } of [...drawn, ...drawnInChannel(story)]) {
        const text = JSON.stringify(isMessage(picture) ? picture : picture.blocks);
        expect({ seed, what, secret: text.includes('SECRET') }).toEqual({ seed, what, secret: false });
        const shown = internal.filter(({ id }) => text.includes(tag(id)) || carries(text, id));
        expect({ seed, what, shown: shown.map(({ id }) => id) }).toEqual({ seed, what, shown: [] });
      }
    }
  });

  test('lists of names ping nobody; only a notice mentions, and at most two people, and not those to be left alone', () => {
    for (const { story, drawn } of scenes)
      for (const { what, picture } of drawn) {
        const mentions = mrkdwnIn(picture.blocks).join().match(/<@/g)?.length ?? 0;
        expect({ seed, what, mentions: mentions <= (tells.test(what) ? 2 : 0) }).toEqual({
          seed,
          what,
          mentions: true,
        });
        const pinged = isMessage(picture) ? stillPinged(picture, story) : [];
        expect({ seed, what, pinged }).toEqual({ seed, what, pinged: [] });
      }
  });
});

/** Who of a partner's people a message pings, though all of them are to be left alone. */
function stillPinged(picture: Picture, { state: { people }, state }: Story): readonly string[] {
  const drawn = JSON.stringify(discreet(picture, new Set(people.map(({ person }) => person)), state));
  return people.map(({ person }) => userOf(person)).filter((user) => drawn.includes(`<@${user}>`));
}

/** Whether a button or an option carries an item: not any word like its id, for a screen may be called the same. */
const carries = (text: string, id: string): boolean =>
  text.includes(`i\\":\\"${id}\\"`) || text.includes(`"value":"${id}"`);
