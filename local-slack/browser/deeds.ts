import type { Interactive } from '../block-kit/elements';
import { interactives } from '../block-kit/walk';
import type { Entry } from '../client/enter';
import { blocksOf, type Found } from '../client/find';
import { maySee } from '../client/sight';
import type { Surface } from '../interactions';
import type { Channel, Person } from '../state';
import type { Workspace } from '../workspace';
import type { House } from './house';
import { invited } from './pictures';
import type { Answer, Deed, Given, NewFile, Request } from './protocol';

/** Does what a person did on the page; answers when the bot has answered. */

type Done = { person?: string; channel?: string } | void;
type Place = Extract<Deed, { do: 'act' }>['at'];
type Inputs = Extract<Deed, { do: 'submit' }>['inputs'];

export async function perform(house: House, { as, deed }: Request): Promise<Answer> {
  const me = house.ws.person(as);
  if (!me || me.bot) throw new Error('there is nobody with this id');
  return { ok: true, ...(await done(house, me, deed)) };
}

async function done(house: House, me: Person, deed: Deed): Promise<Done> {
  const { slack, services } = house;
  const session = slack.as(me);
  switch (deed.do) {
    case 'say':
      return session
        .in(channelSeen(house, me, deed.channel))
        .type(deed.text, deed.thread === undefined ? {} : { thread: deed.thread });
    case 'share':
      return session.in(channelSeen(house, me, deed.channel)).upload(deed.files.map(newFile), deed.text);
    case 'act': {
      const surface = surfaceOf(house, me, deed.at);
      enterAll(house, me, surface, deed.inputs ?? []);
      const found = thing(surface, deed.block, deed.action);
      if (deed.given === undefined) return session.clickOn(found);
      return session.setOn(found, entryFor(house, found.placed.element, deed.given));
    }
    case 'submit':
      enterAll(house, me, surfaceOf(house, me, { view: deed.view }), deed.inputs);
      return session.submit();
    case 'close':
      surfaceOf(house, me, { view: deed.view });
      return session.close({ all: deed.all });
    case 'shortcut':
      return session.runShortcut(deed.callback, deed.on && messageOf(house, me, deed.on));
    case 'open-app':
      session.openApp(deed.tab);
      return undefined;
    case 'read':
      if (house.reading.read(me, deed.channel, deed.ts)) house.tell({ kind: 'channels' });
      return undefined;
    case 'join':
      return slack.join(me, channelSeen(house, me, deed.channel).id);
    case 'new-channel':
      return { channel: slack.newChannel(deed.name, me, { isPrivate: deed.private }).id };
    case 'add-bot':
      return slack.inviteBot(channelSeen(house, me, deed.channel).id);
    case 'accept': {
      const { person, channel } = guestOf(house, deed.invitation);
      slack.accept(person);
      return { person: person.id, channel };
    }
    case 'decline':
      slack.decline(guestOf(house, deed.invitation).person);
      return undefined;
    case 'move':
      return house.move(deed.step, deed.channel);
    case 'stop':
      return house.halt();
    case 'tour':
      return services.guide(deed.to);
    case 'start-empty':
      if (!services.startEmpty) throw new Error('this workspace cannot be emptied from here');
      return services.startEmpty();
  }
}

function channelSeen({ ws }: House, me: Person, id: string): Channel {
  const channel = ws.channel(id) ?? ws.state.channels.find((c) => c.formerIds.includes(id));
  if (!channel || !maySee(ws, me, channel)) throw new Error(`${me.name} does not see this channel`);
  return channel;
}

function surfaceOf(house: House, me: Person, at: Place): Surface {
  if ('view' in at) {
    const views = [house.modals.top(me.id), house.modals.home(me.id)];
    const view = views.find((one) => one?.id === at.view);
    if (!view) throw new Error('this is no longer open');
    return { kind: 'view', view };
  }
  const surface = house.slack.as(me).surfaceAt(channelSeen(house, me, at.channel), at.ts);
  if (!surface) throw new Error('this message is gone');
  return surface;
}

function messageOf(house: House, me: Person, on: { channel: string; ts: string }) {
  const surface = surfaceOf(house, me, on);
  if (surface.kind !== 'message') throw new Error('a message shortcut needs a message that everyone sees');
  return { channel: surface.channel, message: surface.message };
}

function thing(surface: Surface, block: string, action: string): Found {
  const placed = interactives(blocksOf(surface)).find(
    (one) => one.block.block_id === block && one.element.action_id === action,
  );
  if (!placed) throw new Error('this has just changed; look again');
  return { surface, placed };
}

/** Inputs that went away while the page was filling them are left out. */
function enterAll(house: House, me: Person, surface: Surface, inputs: Inputs): void {
  const placed = interactives(blocksOf(surface));
  for (const { block, action, given } of inputs) {
    const one = placed.find((p) => p.block.block_id === block && p.element.action_id === action);
    if (one) house.slack.as(me).enterOn({ surface, placed: one }, entryFor(house, one.element, given));
  }
}

/** Options go by their value; channels by themselves; all else as it stands. */
function entryFor({ ws }: House, element: Interactive, given: Given): Entry {
  if (!Array.isArray(given)) return itemFor(ws, element, given);
  return given.flatMap((item) => (typeof item === 'object' ? newFile(item) : (itemFor(ws, element, item) ?? [])));
}

function itemFor<T extends string | number | null>(ws: Workspace, element: Interactive, given: T) {
  if (typeof given !== 'string') return given;
  if ('options' in element || 'option_groups' in element) return { optionValue: given };
  const isChannel = element.type === 'channels_select' || element.type === 'conversations_select';
  return isChannel ? (ws.channel(given) ?? null) : given;
}

const newFile = ({ name, base64 }: NewFile) => ({ name, content: Buffer.from(base64, 'base64') });

/** The person an invitation went to; one whom nobody knows yet appears now. */
function guestOf({ ws, slack }: House, id: string): { person: Person; channel: string } {
  const invite = ws.state.invites.find((one) => one.id === id && one.state === 'sent');
  if (!invite) throw new Error('this invitation has been answered');
  const { email, channelId: channel } = invite;
  const known = invited(ws, invite);
  if (known) return { person: known, channel };
  if (email === undefined) throw new Error('the invited person is gone');
  const [name = email, domain = ''] = email.split('@');
  return { person: slack.person({ name, email, team: { name: domain } }), channel };
}
