import type { ModalView } from '@slack/types';
import type { Partner } from '../src/domain/partner';
import { channelName } from '../src/domain/slug';
import type { Lifecycle } from '../src/lifecycle/schema';
import { plain, section } from './kit';
import { soonTargetLines } from './soon-target';
import { fitLines } from './text';

/** What the form of a new partner turns into once it is accepted: what happens now, and where the result shows. */
export function partnerOpenedModal(
  partner: Partner,
  lifecycle: Lifecycle,
  when: Parameters<typeof soonTargetLines>[2],
): ModalView {
  const where =
    partner.channel.is === 'none'
      ? `The channel #${channelName(partner.slug, 0)} (or the next free name) is being made`
      : `#${partner.channel.name} is being set up`;
  const text = `${where}, and people are invited. I will message the coordinator what worked and what is still pending.`;
  const soon = soonTargetLines(partner, lifecycle, when);
  return {
    type: 'modal',
    callback_id: 'partner-opened',
    title: plain('Onboarding opened', 24),
    close: plain('Close', 24),
    blocks: [
      { type: 'header', text: plain(partner.name, 150) },
      { type: 'section', text: plain(text) },
      ...(soon.length > 0 ? [section(fitLines(soon))] : []),
    ],
  };
}
