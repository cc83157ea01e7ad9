import { z } from 'zod';
import { artifactKinds } from '../src/domain/artifacts/state';
import { runId } from '../src/domain/events/test-runs';
import { calendarDate, caseId, itemId, partnerId, personKey, teamId } from '../src/domain/ids';
import { sides } from '../src/lifecycle/schema';

/**
 * Every button, menu and modal of the bot, with what it carries. Blocks encode with this table and handlers decode
 * with it, so that a value from an old message is either understood or refused, never guessed at.
 */

/** The private messages a person can look at; carried along so that they are drawn again after a change. */
const surface = z.discriminatedUnion('s', [
  z.strictObject({ s: z.literal('status') }),
  z.strictObject({
    s: z.literal('checklist'),
    /** The phase that is unfolded. */
    phase: z.string().optional(),
    /** Only that phase, without the others folded below it. */
    only: z.boolean().optional(),
    page: z.number().int().min(0).default(0),
  }),
  z.strictObject({ s: z.literal('sign-offs') }),
  z.strictObject({
    s: z.literal('people'),
    /** Only lists longer than a message have pages. */
    page: z.number().int().min(0).optional(),
  }),
  z.strictObject({
    s: z.literal('log'),
    /** Show entries older than this version; the newest when absent. */
    before: z.number().int().optional(),
  }),
  z.strictObject({ s: z.literal('set-up') }),
  z.strictObject({ s: z.literal('reminders'), page: z.number().int().min(0).optional() }),
  z.strictObject({ s: z.literal('ga') }),
  /** The plan counted back from a date; from the one that stands when absent. */
  z.strictObject({ s: z.literal('plan'), date: calendarDate.optional() }),
  z.strictObject({ s: z.literal('rollout') }),
  z.strictObject({ s: z.literal('roadmap'), page: z.number().int().min(0).optional() }),
  z.strictObject({ s: z.literal('artifacts') }),
  z.strictObject({ s: z.literal('maintenance'), page: z.number().int().min(0).optional() }),
  /** The bugs that are open, or those that are closed. */
  z.strictObject({
    s: z.literal('bugs'),
    closed: z.boolean().optional(),
    page: z.number().int().min(0).optional(),
  }),
  z.strictObject({ s: z.literal('bug'), bug: z.string().max(20) }),
  /** The message in the channel that shows a bug to both sides: redrawn in its place, never a private one. */
  z.strictObject({ s: z.literal('bug-message'), bug: z.string().max(20) }),
  z.strictObject({ s: z.literal('tests') }),
  z.strictObject({ s: z.literal('calls') }),
  z.strictObject({ s: z.literal('ux') }),
]);
export type Surface = z.infer<typeof surface>;

const partner = z.strictObject({ p: partnerId });
const item = partner.extend({ i: itemId, from: surface });
const role = partner.extend({ team: teamId, from: surface });
const placed = partner.extend({ from: surface });
/** Names the date, so that an old button does not answer a newer proposal. */
const dated = placed.extend({ date: calendarDate });
const onWave = placed.extend({ wave: z.string().max(20) });
const onTask = placed.extend({ task: z.string().max(20) });
const onStep = onTask.extend({ step: z.string().max(60) });
const onEntry = placed.extend({ entry: z.string().max(20) });
const onCall = placed.extend({ call: z.string().max(20) });
const claim = partner.extend({ person: personKey, team: teamId });

/** About one's own reminders: of an item, or of one that is chosen in the form. */
const wish = partner.extend({ i: itemId.optional(), from: surface });

const onBug = placed.extend({ bug: z.string().max(20) });

/** A test case that failed, and the run in which it did. */
const testCase = z.strictObject({ case: z.string().max(10), run: z.string().max(40).optional() });

/** What the value of each button or option carries. */
export const actions = {
  /** Shows a surface: the buttons Status, Checklist, Sign-offs, People, Log, and paging. */
  show: partner.extend({ to: surface }),
  /** Shows a page of partners. */
  partners: z.strictObject({ after: z.string().optional(), all: z.boolean().default(false) }),
  /** Ticks an item that needs no form. */
  'item-done': item,
  /** Opens the item's form. */
  'item-open': item,
  'sign-off': item,
  'take-back': item,
  'assign-person': partner.extend({ from: surface }),
  'invite-person': partner.extend({ from: surface }),
  'claim-role': partner.extend({ from: surface }),
  'hand-over': role,
  'remove-person': role.extend({ person: personKey }),
  'confirm-claim': claim,
  'decline-claim': claim,
  'edit-partner': partner,
  'close-partner': partner,
  'reopen-partner': partner,
  'retry-set-up': partner,
  snooze: wish,
  mute: wish,
  unmute: wish,
  remind: wish,
  /** Opens the form that proposes a GA date, filled in with this one. */
  'ga-propose': placed.extend({ date: calendarDate.optional() }),
  'ga-accept': dated,
  'ga-decline': dated,
  'ga-withdraw': dated,
  /** A date was chosen on the plan: a date picker carries the partner in its block. */
  'plan-date': partner.extend({ date: calendarDate }),
  'use-target': partner.extend({ date: calendarDate }),
  launch: placed,
  'wave-start': onWave,
  /** Marks all regions that are left live. */
  'wave-live': onWave,
  'wave-choose': onWave,
  'wave-failed': onWave,
  'wave-finish': onWave,
  'wave-back': onWave,
  'wave-move': onWave,
  'tile-seen': onWave,
  'hand-in': placed,
  /** Sends the file that stands to whoever clicked. */
  'artifact-get': partner.extend({ kind: z.enum(artifactKinds) }),
  'rollout-plan': placed,
  'roadmap-propose': placed,
  /** Names what was read, so that an old button does not accept what was changed since. */
  'roadmap-accept': onEntry.extend({ revision: z.number().int() }),
  'roadmap-decline': onEntry,
  'roadmap-edit': onEntry,
  'roadmap-done': onEntry,
  'roadmap-withdraw': onEntry,
  'maintenance-plan': placed.extend({ kind: z.string().max(40) }),
  'maintenance-move': onTask,
  'maintenance-cancel': onTask,
  'step-done': onStep,
  'step-back': onStep,
  'rollout-halt': placed,
  'rollout-resume': placed,
  /** Opens the form for a bug, filled in for a failed test case when one is named. */
  'bug-report': partner.extend({ testCase: testCase.optional() }),
  'bug-acknowledge': onBug,
  'bug-start': onBug,
  'bug-mitigate': onBug,
  'bug-resolve': onBug,
  'bug-update': onBug,
  'bug-hand-over': onBug,
  'bug-verify': onBug,
  'bug-close': onBug,
  'bug-reopen': onBug,
  'bug-steps': onBug,
  'bug-severity': onBug,
  'bug-duplicate': onBug,
  /** Opens the form that records results in a run. */
  results: placed.extend({ run: runId }),
  'round-start': placed,
  capabilities: placed,
  /** A case was chosen from a menu, which carries the partner in its block. */
  'case-open': placed.extend({ i: caseId }),
  'ux-review': placed,
  'design-hand-in': placed,
  'design-send-back': placed,
  'call-schedule': item,
  'call-change': onCall,
  'call-cancel': onCall,
  'call-outcome': onCall,
  'todo-add': placed,
  'todo-done': placed.extend({ todo: z.string().max(20) }),
} as const;
export type ActionName = keyof typeof actions;
export type ActionValue<N extends ActionName> = z.output<(typeof actions)[N]>;

/** Where to draw the surface anew after a modal was submitted: the response address of the click that opened it. */
const origin = z.strictObject({
  url: z.string(),
  surface,
  /** Whether a private message was clicked, which the new drawing replaces; the card is never replaced. */
  replace: z.boolean().default(true),
});
/** `at` is the channel in which the form was opened: whoever submits it must be allowed to look at the partner from there. */
const inPartner = z.strictObject({ p: partnerId, at: z.string().optional(), origin: origin.optional() });

const onOneCall = inPartner.extend({ call: z.string().max(20) });

const onOneWave = inPartner.extend({ wave: z.string().max(20) });

const onOneTask = inPartner.extend({ task: z.string().max(20) });
const onOneBug = inPartner.extend({ bug: z.string().max(20) });

const onOneEntry = inPartner.extend({ entry: z.string().max(20) });

const wishForm = inPartner.extend({ i: itemId.optional() });

/** What each modal remembers in its private metadata. */
export const views = {
  'new-partner': z.strictObject({ channel: z.string().optional() }),
  'edit-partner': inPartner,
  item: inPartner.extend({ i: itemId }),
  'sign-off': inPartner.extend({ i: itemId }),
  'take-back': inPartner.extend({ i: itemId }),
  'assign-person': inPartner,
  'invite-person': inPartner,
  'claim-role': inPartner,
  'hand-over': inPartner.extend({ team: teamId }),
  'close-partner': inPartner,
  'reopen-partner': inPartner,
  snooze: wishForm,
  mute: wishForm,
  unmute: wishForm,
  remind: wishForm,
  'ga-propose': inPartner,
  'ga-decline': inPartner.extend({ date: calendarDate }),
  'wave-choose': onOneWave,
  'wave-failed': onOneWave,
  'wave-back': onOneWave,
  'wave-move': onOneWave,
  'hand-in': inPartner,
  'rollout-plan': inPartner,
  'roadmap-propose': inPartner,
  'roadmap-edit': onOneEntry,
  'roadmap-decline': onOneEntry,
  'roadmap-withdraw': onOneEntry,
  'maintenance-plan': inPartner.extend({ kind: z.string().max(40) }),
  'maintenance-move': onOneTask,
  'maintenance-cancel': onOneTask,
  'step-back': onOneTask.extend({ step: z.string().max(60) }),
  'rollout-halt': inPartner,
  'rollout-resume': inPartner,
  /** With the address of the message that is escalated, and the test case that failed. */
  'bug-report': inPartner.extend({ message: z.string().max(500).optional(), testCase: testCase.optional() }),
  'bug-mitigate': onOneBug,
  'bug-resolve': onOneBug,
  'bug-update': onOneBug,
  /** Names the side, so that a form that was open for long does not hand it back. */
  'bug-hand-over': onOneBug.extend({ to: z.enum(sides) }),
  'bug-reopen': onOneBug,
  'bug-steps': onOneBug,
  'bug-severity': onOneBug,
  'bug-duplicate': onOneBug,
  results: inPartner.extend({ run: runId }),
  'round-start': inPartner,
  capabilities: inPartner,
  case: inPartner.extend({ i: caseId }),
  'todo-add': inPartner,
  'ux-review': inPartner,
  'design-hand-in': inPartner,
  'design-send-back': inPartner,
  'call-schedule': inPartner.extend({ i: itemId }),
  'call-change': onOneCall,
  'call-cancel': onOneCall,
  'call-outcome': onOneCall,
} as const;
export type ViewName = keyof typeof views;
export type ViewMemory<N extends ViewName> = z.output<(typeof views)[N]>;

/** Returns an action id; the suffix tells apart several buttons of one name in the same block. */
export const actionId = (name: ActionName, suffix?: string | number): string =>
  suffix === undefined ? name : `${name}:${suffix}`;

/** Returns which action an id names, or nothing when no such action exists (any more). */
export function actionName(id: string): ActionName | undefined {
  const name = id.split(':', 1)[0] ?? '';
  return Object.hasOwn(actions, name) ? actionNames.find((known) => known === name) : undefined;
}

const actionNames: readonly ActionName[] = z
  .enum(Object.keys(actions))
  .options.filter((n): n is ActionName => n in actions);

/** What a button carries. Not checked here, since every screen is drawn anew at every click: a test decodes all that is drawn. */
export const encode = <N extends ActionName>(_: N, value: z.input<(typeof actions)[N]>): string =>
  JSON.stringify(value);

export const remember = <N extends ViewName>(name: N, memory: z.input<(typeof views)[N]>): string =>
  JSON.stringify(views[name].parse(memory));

/** What a menu of items carries in its block: an option holds 150 characters only, so it names just the item. */
const menu = partner.extend({ from: surface });
export const encodeMenu = (value: z.input<typeof menu>): string => JSON.stringify(menu.parse(value));

/** What a date picker carries in its block: the picker itself holds only the date. */
export const encodePicker = (value: z.input<typeof partner>): string => JSON.stringify(partner.parse(value));

/** What an item's form can do with the item's state: the options of its field `change`. */
export type ItemChange = 'keep' | 'done' | 'reopen' | 'block' | 'unblock' | 'not-needed';

/** The option of an item's field `owner` that stands for no particular person. */
export const nobody = 'nobody';

/** The option of a form about reminders that stands for all items of the partner. */
export const everything = '*';

/** The one option of an item's field `audience`. */
export const internalAudience = 'internal';

/** The one option with which a task that comes back is ended. */
export const forGood = 'for-good';
