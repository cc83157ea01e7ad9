import { setTimeout as sleep } from 'node:timers/promises';
import type { Entry, NewFile, Person, Session } from '../../local-slack';
import type { Person as Actor } from '../../src/domain/actor';
import type { Command } from '../../src/domain/commands';
import { personOf, teamId, type PartnerId } from '../../src/domain/ids';
import { milestoneOf } from '../../src/domain/lookup';
import type { Partner } from '../../src/domain/partner';
import { itemsOf, type ItemView } from '../../src/domain/progress';
import { partnerConnect } from './lifecycle';
import { allowed } from './outcome';
import { allMet, asksReview, passing } from './runs';
import { patienceMs, type Cast, type World } from './world';

/** What tests tell in few words: people opening an onboarding, working on it, looking at it. */

export type Fields = Readonly<Record<string, Entry>>;

/** The people a PDM usually names in the form, by their field. */
export const everybody = (cast: Cast): Fields => ({
  Engineer: cast.eng,
  'Solution architect': cast.psa,
  'Product manager': cast.product,
  'Legal counsel': cast.legal,
  'Marketing manager': cast.marketing,
});

/** Pat fills in `/pc new` in #general, and submits it. */
export async function submitNew(world: World, name: string, fields: Fields = {}): Promise<Session> {
  const pat = world.slack.as(world.cast.pat).in('general');
  await pat.type('/pc new');
  await pat.fill({ Name: name, 'Integration type': 'Read (BI, data quality)', Clouds: ['AWS'], ...fields }).submit();
  return pat;
}

/** Pat opens an onboarding, and its channel is set up. Returns the channel's name. */
export async function open(world: World, name: string, fields: Fields = {}): Promise<string> {
  const pat = await submitNew(world, name, fields);
  await pat.sees('Onboarding opened');
  await pat.close();
  await pat.sees(new RegExp(`${name} · Set-up\\s+All is set up`));
  await world.settled();
  const { channel } = await partnerNamed(world, name);
  if (channel.is !== 'ready') throw new Error(`${name} has no channel`);
  return channel.name;
}

/** The partner as the bot knows it now. */
export async function partnerNamed(world: World, name: string): Promise<Partner> {
  const { found } = await world.bot.onboarding.findByName(name);
  const partner = found && (await world.bot.onboarding.load(found.id));
  if (!partner) throw new Error(`There is no partner ${name}`);
  return partner;
}

export const actorOf = (world: World, person: Person): Actor => ({
  kind: 'person',
  person: personOf(person.teamId, person.id),
  name: person.name,
  home: person.teamId === world.slack.team.id,
  groups: [],
});

/** Does something without Slack, to get to where a test begins. */
export async function given(world: World, name: string, by: Person, ...commands: readonly Command[]): Promise<void> {
  const { id } = await partnerNamed(world, name);
  allowed(await world.bot.onboarding.execute(id, commands, actorOf(world, by)));
}

/** Lena, Paul and Mia come in through Slack Connect, and Pat knows them: lead, engineer and marketer. */
export async function partnerPeopleJoin(world: World, name: string, channel: string): Promise<void> {
  const { slack, cast } = world;
  const roles = [
    [cast.lena, 'partner-lead'],
    [cast.paul, 'partner-engineering'],
    [cast.mia, 'partner-marketing'],
  ] as const;
  for (const [person, team] of roles) {
    await given(world, name, cast.pat, { type: 'InvitePartnerPerson', email: person.email });
    await eventually(world, () => slack.invites(channel).some((i) => i.email === person.email) || undefined);
    await world.settled();
    slack.accept(person);
    await world.settled();
    const { person: key } = actorOf(world, person);
    await given(world, name, cast.pat, {
      type: 'AssignPerson',
      picked: { person: key, name: person.name, home: false },
      team: teamId.parse(team),
    });
  }
  await world.settled();
}

/** Finishes every item that is possible, gates included, until this one is possible. */
export async function workUpTo(world: World, name: string, item: string): Promise<void> {
  const { cast } = world;
  for (;;) {
    const partner = await partnerNamed(world, name);
    const items = itemsOf(partner, partnerConnect);
    if (items.find((i) => i.id === item)?.standing === 'ready') break;
    const next = items.find((i) => i.standing === 'ready' && i.id !== item);
    if (!next) throw new Error(`${item} does not become possible`);
    world.advance(1000);
    if (next.item.kind === 'task') await given(world, name, cast.pat, ...completing(next, partner));
    else {
      if (asksReview(next.item)) await given(world, name, signerOf(next, cast), allMet(partnerConnect));
      await given(world, name, signerOf(next, cast), {
        type: 'GiveSignOff',
        signOff: next.id,
        criteria: next.item.criteria.map((c) => c.id),
      });
    }
  }
  await world.settled();
}

function completing({ id, item }: ItemView, partner: Partner): readonly Command[] {
  const milestone = milestoneOf(item);
  if (milestone === 'partner-run' || milestone === 'joint-rounds') return passing(milestone, partner, partnerConnect);
  const value = item.kind === 'task' ? item.value : undefined;
  const values = { 'date-time': '2026-12-01T10:00', quarter: '2027Q1', text: 'acme-prod', 'ga-date': '2027-03-01' };
  const evidence = item.kind === 'task' && item.evidence ? { link: 'https://acme.example/proof' } : {};
  return [{ type: 'CompleteItem', item: id, ...evidence, ...(value && { value: values[value] }) }];
}

function signerOf({ teams }: ItemView, cast: Cast): Person {
  const signers: Readonly<Record<string, Person>> = {
    engineering: cast.eng,
    psa: cast.psa,
    product: cast.product,
    legal: cast.legal,
    'partner-lead': cast.lena,
  };
  const signer = signers[teams[0] ?? ''];
  if (!signer) throw new Error(`Nobody signs for ${teams.join()}`);
  return signer;
}

/** Somebody looks at the checklist: people of the workspace type the command, others use the card's button. */
export async function openChecklist(world: World, person: Person, channel: string): Promise<Session> {
  return look(world, person, channel, '/pc checklist', 'Checklist');
}

export async function openSignOffs(world: World, person: Person, channel: string): Promise<Session> {
  return look(world, person, channel, '/pc signoff', 'Sign-offs');
}

async function look(world: World, person: Person, channel: string, command: string, button: string): Promise<Session> {
  const session = world.slack.as(person).in(channel);
  if (person.teamId === world.slack.team.id) await session.type(command);
  else await session.click(button);
  await world.settled();
  return session;
}

/** Somebody unfolds the phase of an item on the checklist that they have open, if it is not unfolded. */
export async function reveal(world: World, session: Session, item: string, phase: string): Promise<void> {
  if (new RegExp(`^[⬜✅🔒⛔➖] [^\\n·]*${escaped(item)}`, 'mu').test(newest(session))) return;
  await session.click({ action_id: /^show:checklist/, text: 'Show', near: phase });
  await world.settled();
}

/** Somebody finishes an item on the checklist: with its button, or with its form when it asks for more. */
export async function finish(
  world: World,
  person: Person,
  channel: string,
  { item, phase, fields }: { item: string; phase: string; fields?: Fields },
): Promise<void> {
  const session = await openChecklist(world, person, channel);
  await reveal(world, session, item, phase);
  if (fields) {
    await session.click({ text: 'Open', near: row(item) });
    await session.fill({ 'What happens': 'Done', ...fields }).submit();
    if (session.modal() !== undefined) throw new Error(`The form of “${item}” stayed open: ${session.modal()}`);
  } else await session.click({ text: 'Done', near: row(item) });
  await newestShows(world, session, new RegExp(`✅ [^\\n]*${escaped(item)}[^\\n]* · done`));
}

/** The row of an item: its title may stand in other rows as well, as what they wait for. */
export const row = (item: string): RegExp => new RegExp(`^[^\\n·]*${escaped(item)}`);

export const escaped = (text: string): string => text.replaceAll(/[()?.*+[\]]/g, '\\$&');

/** Somebody opens the tests: people of the workspace type the command, others use the card's button. */
export const openTests = (world: World, person: Person, channel: string): Promise<Session> =>
  look(world, person, channel, '/pc tests', 'Tests');

/** Somebody says what the product can do. */
export async function sayCapabilities(world: World, person: Person, channel: string, titles: readonly string[] = []) {
  const session = await openTests(world, person, channel);
  await session.click('What it can do');
  await form(world, session);
  const before = newest(session);
  await session.fill({ 'The product…': titles }).submit();
  await redrawn(world, session, before);
}

/** Somebody records results in the run whose button this is: of all cases that the form offers, those as said, the others passed. */
export async function record(
  world: World,
  person: Person,
  channel: string,
  { run, failed = [], note }: { run: string; failed?: readonly string[]; note?: string },
): Promise<Session> {
  const session = await openTests(world, person, channel);
  await session.click(run);
  await form(world, session);
  const all = optionsOf(session, 'pass');
  const failing = all.filter((text) => failed.some((id) => text.startsWith(id)));
  const fields = {
    Passed: all.filter((text) => !failing.includes(text)),
    ...(failing.length > 0 && { Failed: failing }),
    ...(note !== undefined && { 'What went wrong': note }),
  };
  const before = newest(session);
  await session.fill(fields).submit();
  await redrawn(world, session, before);
  return session;
}

/** Somebody reviews every guideline that the form offers: those as said are not met, the others are. */
export async function reviewGuidelines(
  world: World,
  person: Person,
  channel: string,
  { notMet = [], comment }: { notMet?: readonly string[]; comment?: string } = {},
): Promise<Session> {
  const session = await openTests(world, person, channel);
  await session.click('UX review');
  await newestShows(world, session, '· UX review');
  await session.click('Review');
  await form(world, session);
  const all = optionsOf(session, 'met');
  const failing = all.filter((text) => notMet.some((words) => text.includes(words)));
  const fields = {
    Met: all.filter((text) => !failing.includes(text)),
    ...(failing.length > 0 && { 'Not met': failing }),
    ...(comment !== undefined && { 'What is not as it should be': comment }),
  };
  const before = newest(session);
  await session.fill(fields).submit();
  await redrawn(world, session, before);
  return session;
}

/** A form was taken, and the message that it was opened from shows what came of it. */
async function redrawn(world: World, session: Session, before: string): Promise<void> {
  if (session.modal() !== undefined) throw new Error(`The form stayed open: ${session.modal()}`);
  await eventually(world, () => newest(session) !== before || undefined);
  await world.settled();
}

/** The options that a field of the open form offers. */
export const optionsOf = (session: Session, field: string): readonly string[] =>
  (session.view()?.blocks ?? []).flatMap((block) =>
    block.type === 'input' && block.block_id === field && block.element.type === 'multi_static_select'
      ? (block.element.options ?? []).map(({ text }) => text.text)
      : [],
  );

/** Somebody starts a joint round with what the form proposes. */
export async function startRound(world: World, person: Person, channel: string, number: number): Promise<Session> {
  const session = await openTests(world, person, channel);
  await session.click(`Start round ${number}`);
  await form(world, session);
  const before = newest(session);
  await session.submit();
  await redrawn(world, session, before);
  return session;
}

/** Somebody gives a sign-off, ticking all that it asks for. */
export async function signOff(
  world: World,
  person: Person,
  channel: string,
  { gate, comment }: { gate: string; comment?: string },
): Promise<void> {
  const session = await openSignOffs(world, person, channel);
  await session.click({ action_id: /^sign-off/, near: gate });
  await session.sees('Modal');
  const criteria = criteriaOf(session);
  await session
    .fill({
      ...(criteria.length > 0 && { criteria }),
      ...(comment !== undefined && { Comment: comment }),
    })
    .submit();
  if (session.modal() !== undefined) throw new Error(`${gate} was not given: ${session.modal()}`);
  await newestShows(world, session, new RegExp(`✅ [^\\n]*${escaped(gate)}`));
  await world.settled();
}

/** The criteria that a sign-off's form asks to tick. */
export function criteriaOf(session: Session): readonly string[] {
  return (session.view()?.blocks ?? []).flatMap((block) =>
    block.type === 'input' && block.element.type === 'checkboxes'
      ? block.element.options.map(({ text }) => text.text)
      : [],
  );
}

/** The form somebody has opened, as they read it: it comes a moment after the click. */
export const form = (world: World, session: Session): Promise<string> => eventually(world, () => session.modal());

/** The newest private message somebody has. */
export const newest = (session: Session): string => session.ephemerals().at(-1)?.text ?? '';

/** Waits until the newest private message shows something: older ones may show it as well. */
export const newestShows = (world: World, session: Session, wanted: string | RegExp): Promise<true> =>
  eventually(world, () => matches(newest(session), wanted) || undefined).catch((error: unknown) => {
    const sight = `${newest(session)}\n${session.modal() ?? ''}${session.notices().join()}`;
    throw new Error(`${session.person.name} is not shown ${String(wanted)}, but:\n${sight}`, { cause: error });
  });

const matches = (text: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);

/** Waits until something is there, looking again at each change in Slack and now and then besides. */
export async function eventually<T>(
  { slack }: Pick<World, 'slack'>,
  look: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > until) throw new Error(`Not so within ${patienceMs} ms: ${look.toString()}`);
    await changeIn(slack);
  }
}

/** Waits until a living message (the card, the set-up report) shows something: changes of a few seconds are shown by one edit. */
export async function shows(world: World, session: Session, wanted: string | RegExp, stepMs = 1000): Promise<void> {
  await inTime(world, () => matches(session.text(), wanted) || undefined, stepMs).catch((error: unknown) => {
    throw new Error(`${session.person.name} is not shown ${String(wanted)}, but:\n${session.text()}`, { cause: error });
  });
}

const mostSteps = 100;

/**
 * Puts the clock forward, a step at a time, until something is there. Each step ends when the bot has nothing to do any more, so
 * that as much time passes on a slow machine as on a fast one.
 */
export async function inTime<T>(
  world: World,
  look: () => T | undefined | Promise<T | undefined>,
  stepMs = 1000,
): Promise<T> {
  for (let step = 0; step < mostSteps; step += 1) {
    await world.settled();
    const found = await look();
    if (found !== undefined) return found;
    world.advance(stepMs);
  }
  throw new Error(`Not so after ${mostSteps} steps of ${stepMs} ms: ${look.toString()}`);
}

/** A change, or a short while: not everything that happens in the bot shows in Slack at once. */
async function changeIn(slack: World['slack']): Promise<void> {
  const stops: (() => void)[] = [];
  const changed = new Promise<void>((resolve) => stops.push(slack.subscribe(() => resolve())));
  await Promise.race([changed, sleep(50)]);
  for (const stop of stops) stop();
}

/** Slack refused nothing but what it must be asked to find out, and nothing broke in the bot. */
export function expectAllWell({ slack, faults }: World, ...asked: readonly string[]): void {
  const refused = slack.refusals().filter((call) => !asked.includes(`${call.method} ${call.answer.error}`));
  expect(refused.map(({ method, answer, args }) => ({ method, answer, args }))).toEqual([]);
  expect(faults).toEqual([]);
}

/** What the bot said in somebody's sight, to everybody or to them alone. */
export const said = (session: Session): string =>
  session
    .messages()
    .filter((m) => m.from === 'partner-connect')
    .map((m) => m.text)
    .join('\n');

/** Every public message of a channel as a person reads it. */
export const publicTexts = (session: Session): readonly string[] =>
  session
    .messages()
    .filter((m) => !m.ephemeral)
    .map((m) => m.text);

export type { PartnerId };

/** Somebody hands in files with the form, and reads what became of them. */
export async function handIn(
  world: World,
  person: Person,
  channel: string,
  files: Readonly<Record<string, NewFile>>,
): Promise<Session> {
  const session = await look(world, person, channel, '/pc artifacts', 'Artifacts');
  await session.click('Hand in files');
  await form(world, session);
  await session.fill(files).submit();
  if (session.modal() !== undefined) throw new Error(`The files were not taken: ${session.modal()}`);
  // Only the answer has a line between what became of the files and what stands.
  await newestShows(world, session, '\n────\n');
  await world.settled();
  return session;
}
