import { z } from 'zod';
import { artifactKinds } from '../src/domain/artifacts/state';
import { runId } from '../src/domain/events/test-runs';
import { calendarDate, caseId, chosenDate, itemId, partnerId, personKey, teamId } from '../src/domain/ids';
import { readJson } from '../src/domain/json';
import { surface } from './surface';

/**
 * Every button and menu of the bot, with what it carries. Blocks encode with this table and handlers decode
 * with it, so that a value from an old message is either understood or refused, never guessed at.
 */

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
export const testCase = z.strictObject({ case: z.string().max(10), run: z.string().max(40).optional() });

/** What the value of each button or option carries. */
export const actions = {
  /** Shows a surface: the buttons Status, Checklist, Sign-offs, People, Log, and paging. */
  show: partner.extend({ to: surface }),
  /** Shows a page of partners. */
  partners: z.strictObject({ after: z.string().optional(), all: z.boolean().default(false) }),
  /** Shows the person's desk on their Home tab, or a page of it. */
  home: z.strictObject({ page: z.number().int().min(0).default(0) }),
  help: z.strictObject({}),
  'new-partner': z.strictObject({}),
  /** Ticks an item that needs no form. */
  'item-done': item,
  /** Opens the item's form. */
  'item-open': item,
  'sign-off': item,
  'take-back': item,
  'assign-person': partner.extend({ from: surface }),
  'invite-person': partner.extend({ from: surface }),
  'withdraw-invitation': partner.extend({ email: z.string().max(200), from: surface }),
  'claim-role': partner.extend({ from: surface }),
  'hand-over': role,
  /** Opens the form with all of one's roles, or with those of somebody who left. */
  'hand-over-many': z.strictObject({ person: personKey.optional() }),
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
  'plan-date': partner.extend({ date: chosenDate }),
  'use-target': partner.extend({ date: calendarDate }),
  launch: placed,
  /** Names the day that it was drawn for, so that an old button does not start what was planned anew since. */
  'wave-start': onWave.extend({ on: calendarDate }),
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
  'todo-hand-over': placed,
  'todo-done': placed.extend({ todo: z.string().max(20) }),
} as const;
export type ActionName = keyof typeof actions;
export type ActionValue<N extends ActionName> = z.output<(typeof actions)[N]>;

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

/** What a menu of items carries in its block: an option holds 150 characters only, so it names just the item. */
const menu = partner.extend({ from: surface });
export const encodeMenu = (value: z.input<typeof menu>): string => JSON.stringify(value);

/** What a date picker carries in its block: the picker itself holds only the date. */
export const encodePicker = (value: z.input<typeof partner>): string => JSON.stringify(value);

/** What an option of a menu of roles carries. */
const heldRole = z.strictObject({ p: partnerId, team: teamId });
export type HeldRole = z.output<typeof heldRole>;
export const encodeRole = (value: HeldRole): string => JSON.stringify(value);

/** Returns the role that an option carries, or nothing when it carries none. */
export const decodeRole = (value: string): HeldRole | undefined => heldRole.safeParse(readJson(value)).data;
