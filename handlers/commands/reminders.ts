import type { ModalView } from '@slack/types';
import { muteModal, remindModal, snoozeModal, unmuteModal } from '../../blocks/snooze';
import type { ItemId } from '../../src/domain/ids';
import type { Partner } from '../../src/domain/partner';
import { dutiesFor } from '../../src/domain/reminders/duty';
import { visit } from '../visit';
import { withPartner, type CommandCall, type CommandHandler } from './command';

/** `/pc snooze`, `/pc mute`, `/pc unmute`, `/pc remind`: in a partner's channel, what is typed behind them names an item. */

type Form = (form: {
  partner: Partner;
  lifecycle: CommandCall['services']['lifecycle'];
  viewer: ReturnType<typeof visit>['viewer'];
  memory: { p: Partner['id']; i?: ItemId };
}) => ModalView;

const asking =
  (form: Form): CommandHandler =>
  async (call) => {
    const { services, actor, partner: here } = call;
    const i = here && itemNamed(here, call);
    const named = i === undefined ? call : { ...call, rest: '' };
    return withPartner(named, async (partner) => {
      const { viewer } = visit(services, actor, partner);
      const memory = { p: partner.id, ...(i !== undefined && { i }) };
      return { modal: form({ partner, lifecycle: services.lifecycle, viewer, memory }) };
    });
  };

/** The one open item whose id or title holds what was typed; the first of several. */
function itemNamed(partner: Partner, { services, actor, rest }: CommandCall): ItemId | undefined {
  const wanted = rest.toLowerCase();
  if (wanted === '') return undefined;
  const { side } = visit(services, actor, partner).viewer.standing;
  const open = dutiesFor(side, partner, services.lifecycle).filter(
    (i) => i.standing !== 'done' && i.standing !== 'not-needed',
  );
  return open.find((i) => i.id === wanted || i.item.title.toLowerCase().includes(wanted))?.id;
}

export const snooze = asking(snoozeModal);
export const mute = asking(muteModal);
export const unmute = asking(unmuteModal);
export const remind = asking(remindModal);
