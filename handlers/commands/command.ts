import type { ModalView } from '@slack/types';
import { simpleMessage } from '../../blocks/message';
import { show } from '../../blocks/navigation';
import type { Picture } from '../../blocks/picture';
import type { Surface } from '../../blocks/surface';
import type { Person } from '../../src/domain/actor';
import type { Partner } from '../../src/domain/partner';
import { draw } from '../draw';
import { partnerList } from '../partner-list';
import type { Services } from '../services';
import { visit } from '../visit';

/** A typed `/pc <word> <rest>`. */
export interface CommandCall {
  readonly services: Services;
  readonly actor: Person;
  /** The command's own word, and what stands behind it. */
  readonly word: string;
  readonly rest: string;
  readonly channel: string;
  /** The partner whose channel it was typed in. */
  readonly partner?: Partner;
}

/** A private message that goes out with the ack, or a form that is opened after it. */
export type CommandAnswer =
  | { readonly picture: Picture }
  | {
      readonly modal: ModalView;
      /** The private message with the button of that form, for where no form can be opened. */
      readonly button?: () => Promise<Picture>;
    };

export type CommandHandler = (call: CommandCall) => Promise<CommandAnswer>;

/** A command that shows one private message of the partner in whose channel, or behind whose name, it is typed. */
export const showing =
  (to: Surface): CommandHandler =>
  (call) =>
    withPartner(call, async (partner) => ({ picture: await draw(to, visit(call.services, call.actor, partner)) }), to);

/**
 * Runs a command on the partner named behind it, or else on the one whose channel it was typed in. When no partner is called so,
 * those with names like it are offered, with a button each where there is something `to` show.
 */
export async function withPartner(
  call: CommandCall,
  run: (partner: Partner) => Promise<CommandAnswer>,
  to?: Surface,
): Promise<CommandAnswer> {
  const { services, actor, word, rest, partner } = call;
  // Only people of the workspace may look beyond their own channel.
  if (rest && actor.home) return withNamed(call, run, to);
  if (partner) return run(partner);
  if (!actor.home)
    return { picture: simpleMessage('This works in the channel of your onboarding. Please try it there.') };
  return { picture: await partnerList(services, actor, { word }) };
}

async function withNamed(
  call: CommandCall,
  run: (partner: Partner) => Promise<CommandAnswer>,
  to: Surface | undefined,
): Promise<CommandAnswer> {
  const { services, rest } = call;
  const { found, similar } = await services.onboarding.findByName(rest);
  const partner = found && (await services.onboarding.load(found.id));
  if (partner) return run(partner);
  const names = similar.map((s) => `“${s.name}”`).join(', ');
  const hint = names ? `Did you mean ${names}?` : 'Type `/pc status` to see yours.';
  const buttons = to ? similar.map(({ id, name }, n) => show(id, to, name, { suffix: `${n}` })) : [];
  return { picture: simpleMessage(`I know no partner called “${rest}”. ${hint}`, buttons) };
}
