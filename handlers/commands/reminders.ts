import type { ModalView } from '@slack/types';
import { simpleMessage } from '../../blocks/message';
import { muteModal, remindModal, snoozeModal, unmuteModal } from '../../blocks/snooze';
import type { ItemId } from '../../src/domain/ids';
import type { Partner } from '../../src/domain/partner';
import { dutiesFor } from '../../src/domain/reminders/duty';
import { draw } from '../draw';
import { formFor, visit } from '../visit';
import { withPartner, type CommandCall, type CommandHandler } from './command';

/** `/pc snooze`, `/pc mute`, `/pc unmute`, `/pc remind`: in a partner's channel, what is typed behind them names an item. */

type Form = (form: ReturnType<typeof formFor<{ p: Partner['id']; i?: ItemId }>>) => ModalView;

const asking =
  (form: Form): CommandHandler =>
  async (call) => {
    const { services, actor, word, rest, partner: here } = call;
    const i = here && itemNamed(here, call);
    if (here && rest !== '' && i === undefined && !(await isPartner(call))) {
      const said = `No open item of ${here.name} is called “${rest}”. \`/pc ${word}\` alone lets you choose one.`;
      return { picture: simpleMessage(said) };
    }
    const named = i === undefined ? call : { ...call, rest: '' };
    return withPartner(named, async (partner) => {
      const visited = visit(services, actor, partner);
      const memory = { p: partner.id, ...(i !== undefined && { i }) };
      return {
        modal: form(formFor(visited, memory)),
        button: () => draw({ s: 'reminders' }, visited),
      };
    });
  };

/** Whether what was typed is, or is nearly, the name of a partner. */
async function isPartner({ services, actor, rest }: CommandCall): Promise<boolean> {
  if (!actor.home) return false;
  const { found, similar } = await services.onboarding.findByName(rest);
  return found !== undefined || similar.length > 0;
}

/** The one open item whose id or title holds what was typed; the first of several. */
function itemNamed(partner: Partner, { services, actor, rest }: CommandCall): ItemId | undefined {
  const wanted = rest.toLowerCase();
  if (wanted === '') return undefined;
  const { side } = visit(services, actor, partner).viewer.who;
  const open = dutiesFor(side, partner, services.lifecycle).filter(
    (i) => i.standing !== 'done' && i.standing !== 'not-needed',
  );
  return open.find((i) => i.id === wanted || i.item.title.toLowerCase().includes(wanted))?.id;
}

export const snooze = asking(snoozeModal);
export const mute = asking(muteModal);
export const unmute = asking(unmuteModal);
export const remind = asking(remindModal);
