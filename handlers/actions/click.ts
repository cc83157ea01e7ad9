import type { ModalView } from '@slack/types';
import type { Shown } from '../../blocks/form-parts';
import type { ActionName, ActionValue } from '../../blocks/ids';
import { simpleMessage } from '../../blocks/message';
import type { Picture } from '../../blocks/picture';
import type { Surface } from '../../blocks/surface';
import type { Person } from '../../src/domain/actor';
import type { Command } from '../../src/domain/commands';
import type { PartnerId } from '../../src/domain/ids';
import { isRefusal } from '../../src/domain/refusal';
import { draw } from '../draw';
import type { Services } from '../services';
import { formFor, mayLook, partnerFor, visit, type Visit } from '../visit';

/** A click on a button or a choice from a menu. */
export interface Click {
  readonly services: Services;
  readonly actor: Person;
  /** The channel it was made in; absent in modals. */
  readonly channel: string | undefined;
  /** Where to answer, when it was made on a message. */
  readonly url: string | undefined;
  /** Whether it was made on a private message. */
  readonly ephemeral: boolean;
  /** Whether it was made on the Home tab, which has neither channel nor address: what it answers is drawn there. */
  readonly atHome: boolean;
}

export type Reply =
  /** Draws a private message: in place of the private one that was clicked, else as a new one. */
  | { readonly show: Picture }
  /** Draws the desk on the Home tab. */
  | { readonly desk: Picture }
  /** Takes the clicked message's place, whatever it was. */
  | { readonly replace: Picture }
  | {
      readonly tell: Picture;
      /** What takes longer than Slack waits, and tells the person itself. */
      readonly after?: () => Promise<void>;
    }
  | { readonly modal: ModalView };

export type ActionHandler<N extends ActionName> = (value: ActionValue<N>, click: Click) => Promise<Reply>;

/** Runs with the partner that a button names, if this person may look at it from where they are. */
export async function onPartner(
  value: { readonly p: PartnerId },
  click: Click,
  run: (visit: Visit) => Promise<Reply> | Reply,
): Promise<Reply> {
  const partner = await partnerFor(click.services, click.actor, value.p, click.channel);
  if (isRefusal(partner)) return { tell: simpleMessage(partner.message) };
  return run(visit(click.services, click.actor, partner));
}

/** What every modal must remember: where it was opened. */
export const placeOf = ({ channel }: Click) => (channel === undefined ? {} : { at: channel });

/** The same, and how to draw anew the private message it was opened from. */
export const originOf = (click: Click, surface: Surface) => ({ ...placeOf(click), ...redrawing(click, surface) });

/** Opens the form that a button asks for; it remembers what the button carries. Who may is decided when it is submitted. */
export const opening =
  <V extends { readonly p: PartnerId; readonly from: Surface }>(
    form: (of: Shown & { readonly memory: NoInfer<Omit<V, 'from'>> & ReturnType<typeof originOf> }) => ModalView,
  ) =>
  (value: V, click: Click): Promise<Reply> =>
    onPartner(value, click, (visited) => {
      const { from, ...carried } = value;
      return { modal: form(formFor(visited, { ...carried, ...originOf(click, from) })) };
    });

/** What a form must remember that is about no partner. */
export const homeOf = ({ atHome }: Click, surface: Surface = { s: 'home' }) =>
  atHome ? { origin: { home: true as const, surface } } : {};

const redrawing = (click: Click, surface: Surface) =>
  click.atHome ? homeOf(click, surface) : answering(click, surface);

const answering = ({ url, ephemeral }: Click, surface: Surface) => ({
  ...(url !== undefined && { origin: { url, surface, replace: ephemeral || isInPlace(surface) } }),
});

/** The message of a bug is drawn anew where it stands, for everybody; all else is for the one who clicked. */
const isInPlace = ({ s }: Surface): boolean => s === 'bug-message';

/**
 * Executes what a button asks for and draws the private message anew, if this person may look at the partner from where
 * they are. To tell that, the partner will do as this process last saw it: the commit finds out by itself what is new, so
 * a click costs one round trip.
 */
export async function executeFor(
  { p }: { readonly p: PartnerId },
  click: Click,
  command: Command,
  to: Surface,
): Promise<Reply> {
  const { services, actor, channel } = click;
  const seen = services.onboarding.known(p);
  const partner =
    seen && mayLook(seen, actor, channel, services) ? seen : await partnerFor(services, actor, p, channel);
  if (isRefusal(partner)) return { tell: simpleMessage(partner.message) };
  return executeAndShow(click, { partner }, command, to);
}

/** Executes a command and draws the private message anew; a refusal is told beside it. */
export async function executeAndShow(
  click: Click,
  { partner }: Pick<Visit, 'partner'>,
  command: Command,
  to: Surface,
): Promise<Reply> {
  const { services, actor } = click;
  const done = await services.onboarding.execute(partner.id, command, actor);
  if (isRefusal(done)) return { tell: simpleMessage(done.message) };
  const picture = await draw(to, visit(services, actor, done.partner));
  if (to.s === 'home') return { desk: picture };
  return isInPlace(to) ? { replace: picture } : { show: picture };
}
