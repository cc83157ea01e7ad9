import type { Entry, LocalSlack, NewFile, Session, Target } from '../../local-slack';
import { addDays, dateOf } from '../domain/calendar';
import { instant, userOf, type PersonKey } from '../domain/ids';
import type { Partner } from '../domain/partner';
import { itemsOf } from '../domain/progress';
import { hour } from '../domain/time';
import type { Lifecycle } from '../lifecycle/schema';
import { noticeMs } from './call-deeds';
import type { Deed } from './deeds';
import { reportFile } from './files';
import { look, lookAtArtifacts, lookAtCalls, lookAtTests } from './look';
import { working } from './working';

/** Does a deed as its person would: with the commands, buttons and forms that they have. */

export interface Stage {
  readonly slack: LocalSlack;
  readonly lifecycle: Lifecycle;
}

export const quietAfterMs = 40;

/** Rejects, with what the person sees, when a button or a form is not as it should be. */
export const act = (deed: Deed, partner: Partner, stage: Stage): Promise<void> =>
  inSeat(stage.slack, { of: userOf(deed.by), in: channelOf(partner, stage.slack) }, (session) =>
    doAs(session, deed, partner, stage),
  );

/** Lets somebody do something where they are; nothing private of it lies about afterwards. Rejects when a form is left open. */
export async function inSeat(
  slack: LocalSlack,
  seat: { readonly of: string; readonly in: string },
  does: (session: Session) => Promise<void>,
): Promise<void> {
  const person = slack.find(seat.of);
  const session = slack.apart(person).in(seat.in);
  // Somebody who tried the bot as them may have left a form behind.
  if (session.modal() !== undefined) await session.close({ all: true });
  await does(session);
  // The bot may go on after its acknowledgement, and its address for answers must not have expired when it does.
  await slack.settled({ quietMs: quietAfterMs });
  if (session.modal() !== undefined) throw new Error(`${person.name} could not finish: ${session.modal()}`);
  session.leave();
}

async function doAs(session: Session, deed: Deed, partner: Partner, stage: Stage): Promise<void> {
  switch (deed.do) {
    case 'finish':
      return finish(session, deed, partner, stage);
    case 'sign':
      return sign(session, deed);
    case 'review':
      await session.type('/pc ux');
      await session.click({ action_id: 'ux-review' });
      return choose(session, 'met');
    case 'schedule-call':
      await lookAtCalls(session);
      await session.click({ action_id: 'call-schedule', value: `"i":"${deed.item}"` });
      return session.fill(meeting(deed.by, partner, stage)).submit();
    case 'tell-of-call':
      await lookAtCalls(session);
      await session.click({ action_id: /^call-outcome/, value: `"call":"${deed.call}"` });
      return session.fill({ outcome: 'Fine' }).submit();
    case 'say-capabilities':
      await lookAtTests(session);
      await session.click({ action_id: 'capabilities' });
      return session.fill({}).submit();
    case 'try-cases':
      await lookAtTests(session);
      return recordAllPassed(session, 'results:partner');
    case 'start-round':
      await lookAtTests(session);
      await session.click({ action_id: 'round-start' });
      return session.fill({}).submit();
    case 'try-together':
      await lookAtTests(session);
      return recordAllPassed(session, 'results:joint');
    case 'propose':
      await look(session, 'ga', 'GA date');
      await session.click({ action_id: 'ga-propose' });
      return session.fill({ date: deed.date }).submit();
    case 'accept':
      return session.click({ action_id: 'ga-accept', value: deed.date });
    case 'start':
      return onWave(session, 'wave-start', deed.wave);
    case 'mark-live':
      return onWave(session, 'wave-live', deed.wave);
    case 'finish-wave':
      return onWave(session, 'wave-finish', deed.wave);
    case 'see-tile':
      return onWave(session, 'tile-seen', deed.wave);
    case 'launch':
      await look(session, 'ga', 'GA date');
      return session.click({ action_id: 'launch' });
    case 'acknowledge':
      return onBug(session, 'bug-acknowledge', deed.bug);
    case 'resolve':
      await onBug(session, 'bug-resolve', deed.bug);
      return session.fill({ note: 'Mended, and rolled out where it happened.' }).submit();
    case 'verify':
      return onBug(session, 'bug-verify', deed.bug);
    case 'close':
      return onBug(session, 'bug-close', deed.bug);
    case 'finish-todo':
      await lookAtTests(session);
      return session.click({ action_id: /^todo-done/, value: `"todo":"${deed.todo}"` });
    case 'hand-in-report':
      return handIn(session, { report: reportFile(partner, stage.lifecycle) });
  }
}

async function finish(
  session: Session,
  { item, phase }: Extract<Deed, { do: 'finish' | 'sign' }>,
  partner: Partner,
  stage: Stage,
): Promise<void> {
  await look(session, 'checklist', 'Checklist');
  const value = `"i":"${item}"`;
  const done: Target = { action_id: 'item-done', value };
  const open: Target = { action_id: 'item-open', value };
  const folded: Target = { action_id: /^show:checklist/, value: `"phase":"${phase}"` };
  if ((await session.oneOf(done, open, folded)) === folded) await session.click(folded);
  if ((await session.oneOf(done, open)) === done) return session.click(done);
  await session.click(open);
  return session.fill(fieldsFor(item, partner, stage)).submit();
}

/** What the form of an item asks for before it is done. */
function fieldsFor(id: string, partner: Partner, { slack, lifecycle }: Stage): Readonly<Record<string, Entry>> {
  const item = itemsOf(partner, lifecycle).find((i) => i.id === id)?.item;
  if (item?.kind !== 'task') return {};
  const now = instant.parse(Math.floor(slack.now()));
  const values = {
    'date-time': Math.floor(now / 1000),
    quarter: quarterOf(partner.targetGaDate ?? addDays(dateOf(now, lifecycle.zone), 30)),
    text: `${partner.slug}-production`,
    'ga-date': partner.targetGaDate ?? '',
  };
  return {
    ...(item.value && { value: values[item.value] }),
    ...(item.evidence && { link: `https://${partner.slug}.example/${id}` }),
  };
}

const quarterOf = (date: string): string => `${date.slice(0, 4)}Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;

/** In a few days, at a full hour of somebody's working day. */
function meeting(by: PersonKey, partner: Partner, { slack, lifecycle }: Stage): Readonly<Record<string, Entry>> {
  const inDays = instant.parse(Math.floor(slack.now()) + noticeMs);
  const starts = Math.ceil(working(inDays, by, partner, lifecycle) / hour) * hour;
  return { starts: Math.floor(starts / 1000), link: `https://meet.example/${partner.slug}` };
}

async function recordAllPassed(session: Session, action: string): Promise<void> {
  await session.click({ action_id: action });
  return choose(session, 'pass');
}

/** Chooses all that a field of the form offers, and submits it. */
async function choose(session: Session, field: string): Promise<void> {
  const { blocks } = await session.opened();
  const all = blocks.flatMap((block) =>
    block.block_id === field && block.type === 'input' && block.element.type === 'multi_static_select'
      ? (block.element.options ?? []).map(({ text }) => text.text)
      : [],
  );
  return session.fill({ [field]: all }).submit();
}

async function sign(session: Session, { item }: Extract<Deed, { do: 'finish' | 'sign' }>): Promise<void> {
  await look(session, 'signoff', 'Sign-offs');
  await session.click({ action_id: /^sign-off/, value: `"i":"${item}"` });
  const criteria = criteriaIn(await session.opened());
  return session.fill(criteria.length > 0 ? { criteria } : {}).submit();
}

const criteriaIn = ({ blocks }: Awaited<ReturnType<Session['opened']>>): readonly string[] =>
  blocks.flatMap((block) =>
    block.type === 'input' && block.element.type === 'checkboxes'
      ? block.element.options.map(({ text }) => text.text)
      : [],
  );

async function onWave(session: Session, action: string, wave: string): Promise<void> {
  await look(session, 'rollout', 'Rollout');
  await session.click({ action_id: new RegExp(`^${action}`), value: `"wave":"${wave}"` });
}

/** The message that shows a bug to everybody has its buttons. */
export const onBug = (session: Session, action: string, bug: string): Promise<void> =>
  session.click({ action_id: action, value: `"bug":"${bug}"` });

/** On a machine that has much else to do. */
const readWithinMs = 30_000;

/** Files are read by a thread of its own; what was found names each. */
export async function handIn(session: Session, files: Readonly<Record<string, NewFile>>): Promise<void> {
  await lookAtArtifacts(session);
  await session.click({ action_id: 'hand-in' });
  await session.fill(files).submit();
  for (const { name } of Object.values(files))
    await session.sees(new RegExp(`${name.replaceAll('.', '\\.')} (is|has|was) `), { timeoutMs: readWithinMs });
}

export function channelOf(partner: Partner, slack: LocalSlack): string {
  if (partner.channel.is !== 'ready') throw new Error(`${partner.name} has no channel`);
  const { id } = partner.channel;
  return slack.channels().find((channel) => channel.id === id)?.name ?? partner.channel.name;
}
