import type { ModalView } from '@slack/types';
import { toStringMethod } from 'fast-check';
import { noticeMessage } from '../../blocks/notice';
import type { Picture, Viewer } from '../../blocks/picture';
import type { Block } from '../../local-slack/block-kit/blocks';
import { checkBlocks } from '../../local-slack/block-kit/check';
import type { Interactive } from '../../local-slack/block-kit/elements';
import { principalOf, type Actor, type Person } from '../../src/domain/actor';
import { dateOf } from '../../src/domain/calendar';
import type { ChangeDetails, Command, CreatePartner, Picked } from '../../src/domain/commands';
import { decide } from '../../src/domain/decide';
import type { PartnerEvent, RecordedEvent } from '../../src/domain/events';
import { evolve } from '../../src/domain/evolve';
import { calendarDate, channelId, instant, partnerId, personOf, teamId, type Instant } from '../../src/domain/ids';
import type { Partner } from '../../src/domain/partner';
import { zoneOf } from '../../src/domain/reminders/mornings';
import { day } from '../../src/domain/time';
import type { Lifecycle } from '../../src/lifecycle/schema';
import { done } from '../support/given';
import { partnerConnect } from '../support/lifecycle';
import { allowed } from '../support/outcome';

/** Partners to draw, and what a drawing shows. */

const start = instant.parse(Date.parse('2027-03-01T18:00:00Z'));

const home = (user: string, name: string): Person => ({
  kind: 'person',
  person: personOf('T1', user),
  name,
  home: true,
  groups: [],
});
const away = (user: string, name: string): Person => ({
  ...home(user, name),
  person: personOf('T2', user),
  home: false,
});

export const pat = home('UPAT', 'Pat Doe');
export const lee = home('ULEE', 'Lee Park');
export const mia = home('UMIA', 'Mia Chen');
export const kim = home('UKIM', 'Kim Novak');
export const sol = home('USOL', 'Sol Reyes');
export const ana = away('UANA', 'Ana Lima');
export const omar = away('UOMAR', 'Omar Aziz');

export const acme: CreatePartner = {
  type: 'CreatePartner',
  id: partnerId.parse('acme'),
  name: 'Acme Analytics',
  integrationType: 'read',
  clouds: ['aws'],
  people: [
    { ...pick(pat), team: teamId.parse('pdm') },
    { ...pick(lee), team: teamId.parse('engineering') },
  ],
  invitations: ['ana@acme.example'],
  notes: 'SECRET notes',
};

export function pick({ person, name, home }: Person): Picked {
  return { person, name, home };
}

/** A partner's story: each step happens an hour after the one before, and a refusal fails the test. */
export class Story {
  readonly log: RecordedEvent[] = [];
  partner: Partner | undefined;

  constructor(
    readonly lifecycle: Lifecycle = partnerConnect,
    public now: Instant = start,
  ) {}

  as(actor: Actor, ...commands: readonly Command[]): this {
    for (const command of commands) {
      const decided = decide(command, this.partner, { actor, at: this.now, lifecycle: this.lifecycle });
      this.record(...allowed(decided, command.type));
      this.later(day / 24);
    }
    return this;
  }

  record(...events: readonly RecordedEvent[]): this {
    this.log.push(...events);
    this.partner = events.reduce<Partner | undefined>(evolve, this.partner);
    return this;
  }

  /** Facts that the bot records. */
  fact(...events: readonly PartnerEvent[]): this {
    return this.record(...events.map((event): RecordedEvent => ({ at: this.now, by: { kind: 'bot' }, event })));
  }

  later(ms: number): this {
    this.now = instant.parse(this.now + ms);
    return this;
  }

  /** How a failed property tells the story. */
  [toStringMethod](): string {
    return `${this.lifecycle.name}: ${this.log.map(({ event }) => JSON.stringify(event)).join('\n')}`;
  }

  get state(): Partner {
    if (!this.partner) throw new Error('There is no partner yet');
    return this.partner;
  }

  /** A form for somebody about the partner, and about whatever else it remembers. */
  form<M extends object>(actor: Person, about: M) {
    const { state: partner, lifecycle } = this;
    return { partner, lifecycle, viewer: this.viewer(actor), memory: { p: partner.id, ...about } };
  }

  viewer(actor: Person): Viewer {
    return {
      who: principalOf(actor, this.state, this.lifecycle),
      today: dateOf(this.now, this.lifecycle.zone),
      now: this.now,
      zone: zoneOf(actor.person, [this.state], this.lifecycle),
    };
  }
}

/** Acme with a channel, just opened. */
export const opened = (): Story =>
  new Story()
    .as(pat, acme)
    .fact({ type: 'ChannelReady', channel: channelId.parse('C0ACME'), name: 'pc-acme-analytics' });

/** Acme with people on both sides and a target GA date; the first two phases are done, and a week has passed. */
export const underWay = (): Story =>
  opened()
    .as(
      pat,
      { type: 'AssignPerson', picked: pick(ana), team: teamId.parse('partner-lead') },
      { type: 'AssignPerson', picked: pick(mia), team: teamId.parse('product') },
      { ...edited, targetGaDate: calendarDate.parse('2027-08-16') },
      done('partner-registered'),
      done('core-integration-validated'),
      done('fit-assessment'),
    )
    .as(ana, done('technical-due-diligence', { link: 'https://acme.example/answers' }), done('engineering-commitment'))
    .as(lee, done('technical-review-meeting', { value: '2027-03-10T18:00Z' }))
    .as(pat, done('quarter-selected', { value: '2027Q2' }))
    .later(7 * day);

export const edited: Required<ChangeDetails> = {
  type: 'ChangeDetails',
  name: acme.name,
  integrationType: 'read',
  clouds: ['aws'],
  targetGaDate: null,
  notes: 'SECRET notes',
};

/** What a picture shows, as text: a line a block, with buttons, menus and inputs in brackets. */
export function shown({ blocks }: Picture | ModalView): string {
  const drawn = checkBlocks(blocks, 'modal');
  if (!drawn.ok) throw new Error(drawn.faults.join('\n'));
  return drawn.value.map(blockText).join('\n');
}

/** What is still to be told of a partner. */
export const notices = ({ state, lifecycle }: Story): readonly string[] =>
  Object.values(state.outbox).map((pending) => shown(noticeMessage(pending, state, lifecycle)));

function blockText(block: Block): string {
  switch (block.type) {
    case 'header':
      return `# ${block.text.text}`;
    case 'section': {
      const { accessory } = block;
      return `${block.text?.text ?? ''}${accessory && accessory.type !== 'image' ? ` ${controlText(accessory)}` : ''}`;
    }
    case 'context':
      return block.elements.map((element) => ('text' in element ? `(${element.text})` : '')).join(' ');
    case 'actions':
      return block.elements.map(controlText).join(' ');
    case 'input':
      return `${block.label.text}: ${controlText(block.element)}`;
    default:
      return '---';
  }
}

function controlText(control: Interactive): string {
  switch (control.type) {
    case 'button':
      return `[${control.text.text}]`;
    case 'static_select':
    case 'radio_buttons': {
      const chosen = control.initial_option?.value;
      return `<${(control.options ?? []).map((o) => (o.value === chosen ? `(${o.text.text})` : o.text.text)).join(' | ')}>`;
    }
    case 'checkboxes':
      return control.options.map((o) => `${control.initial_options ? '☑' : '☐'} ${o.text.text}`).join(' ');
    default:
      return `<${control.type}>`;
  }
}
