import type { ModalView } from '@slack/types';
import { checklistMessage } from '../../blocks/checklist';
import { closePartnerModal, reopenPartnerModal } from '../../blocks/close';
import { helpMessage } from '../../blocks/help';
import { itemModal } from '../../blocks/item';
import { logMessage } from '../../blocks/log';
import { errorMessage, simpleMessage } from '../../blocks/message';
import { noticeMessage } from '../../blocks/notice';
import { partnerCard } from '../../blocks/partner-card';
import { partnerForm } from '../../blocks/partner-form';
import { partnerOpenedModal } from '../../blocks/partner-opened';
import { partnersMessage } from '../../blocks/partners';
import { peopleMessage } from '../../blocks/people';
import { assignPersonModal, claimRoleModal, handOverModal, invitePersonModal } from '../../blocks/people-forms';
import type { Picture } from '../../blocks/picture';
import { setUpMessage } from '../../blocks/set-up';
import { signOffModal, takeBackModal } from '../../blocks/sign-off';
import { signOffsMessage } from '../../blocks/sign-offs';
import { statusMessage } from '../../blocks/status';
import { sideOf, type Person } from '../../src/domain/actor';
import { isPrivate } from '../../src/domain/agenda';
import { cardOf } from '../../src/domain/card';
import { teamId } from '../../src/domain/ids';
import { lookup } from '../../src/domain/lookup';
import { itemsFor } from '../../src/domain/progress';
import { summaryOf } from '../../src/domain/summary';
import { pat, type Story } from './support';

/** Everything that is drawn, for one person or for all who read the channel. */

export interface Drawn {
  readonly what: string;
  readonly picture: Picture | ModalView;
}

/** What one person can be shown of a partner. */
export function drawnFor(actor: Person, story: Story): readonly Drawn[] {
  const { state: partner, lifecycle } = story;
  const viewer = story.viewer(actor);
  const memory = { p: partner.id };
  const items = lookup(lifecycle).placed.slice(0, 12);
  const phases = [undefined, ...lifecycle.phases.slice(0, 3).map((phase) => phase.id)];
  const entries = story.log.map((recorded, n) => ({ n: n + 1, recorded })).reverse();
  const home = sideOf(actor) === 'databricks';
  return [
    { what: 'status', picture: statusMessage(partner, lifecycle, viewer) },
    ...phases.flatMap((phase) =>
      [0, 1, 99].map((page) => ({
        what: `checklist ${phase} ${page}`,
        picture: checklistMessage(partner, lifecycle, viewer, { phase, page }),
      })),
    ),
    ...items.flatMap(({ id }) => [
      { what: `item ${id}`, picture: itemModal(partner, lifecycle, viewer, id, { ...memory, i: id }) },
      { what: `sign-off ${id}`, picture: signOffModal(partner, lifecycle, viewer, { ...memory, i: id }) },
    ]),
    { what: 'sign-offs', picture: signOffsMessage(partner, lifecycle, viewer) },
    ...itemsFor(sideOf(actor), partner, lifecycle)
      .slice(0, 12)
      .map(({ id }) => ({ what: `take back ${id}`, picture: takeBackModal(partner, lifecycle, { ...memory, i: id }) })),
    ...[0, 1].map((page) => ({
      what: `people ${page}`,
      picture: peopleMessage(partner, lifecycle, viewer, { page }),
    })),
    { what: 'assign', picture: assignPersonModal(partner, lifecycle, viewer, memory) },
    { what: 'invite', picture: invitePersonModal(partner, lifecycle, viewer, memory) },
    { what: 'claim', picture: claimRoleModal(partner, lifecycle, viewer, memory) },
    {
      what: 'hand over',
      picture: handOverModal(partner, lifecycle, viewer, { ...memory, team: teamId.parse('partner-lead') }),
    },
    { what: 'log', picture: logMessage(partner, lifecycle, viewer, entries, true) },
    { what: 'close', picture: closePartnerModal(partner, lifecycle, memory) },
    { what: 'reopen', picture: reopenPartnerModal(partner, lifecycle, memory) },
    ...(home ? drawnAtHome(story) : drawnInChannel(story)),
  ];
}

/** What everybody in the shared channel sees. */
export function drawnInChannel({ state: partner, lifecycle }: Story): readonly Drawn[] {
  return [
    { what: 'card', picture: partnerCard(cardOf(partner, lifecycle), partner.id) },
    ...Object.values(partner.outbox)
      .filter((pending) => !isPrivate(pending))
      .map((pending) => ({ what: pending.notice.kind, picture: noticeMessage(pending, partner, lifecycle) })),
    { what: 'help', picture: helpMessage(lifecycle, { unknown: '<!here> `x`', inPartnerChannel: true }) },
    { what: 'error', picture: errorMessage('1a2b3c4d') },
    { what: 'simple', picture: simpleMessage('&<>'.repeat(3000)) },
  ];
}

/** What only people of the databricks side see. */
function drawnAtHome(story: Story): readonly Drawn[] {
  const { state: partner, lifecycle } = story;
  const { today } = story.viewer(pat);
  const summaries = Array.from({ length: 50 }, () => summaryOf(partner, lifecycle));
  return [
    { what: 'set-up', picture: setUpMessage(partner, lifecycle) },
    ...Object.values(partner.outbox).map((pending) => ({
      what: `private ${pending.notice.kind}`,
      picture: noticeMessage(pending, partner, lifecycle),
    })),
    {
      what: 'partners',
      picture: partnersMessage(summaries, { title: 'Your partners', next: 'x', all: false, today }),
    },
    { what: 'no partners', picture: partnersMessage([], { title: 'All partners', all: true, today }) },
    { what: 'new', picture: partnerForm(lifecycle, { kind: 'new', opener: pat.person, memory: {} }) },
    { what: 'edit', picture: partnerForm(lifecycle, { kind: 'edit', partner, memory: { p: partner.id } }) },
    { what: 'opened', picture: partnerOpenedModal(partner) },
  ];
}
