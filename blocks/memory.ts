import { z } from 'zod';
import { runId } from '../src/domain/events/test-runs';
import { calendarDate, caseId, itemId, partnerId, personKey, teamId } from '../src/domain/ids';
import { sides } from '../src/lifecycle/schema';
import { testCase } from './ids';
import { surface } from './surface';

/** Where to draw the surface anew after a modal was submitted: the response address of the click that opened it. */
const onMessage = z.strictObject({
  url: z.string(),
  surface,
  /** Whether a private message was clicked, which the new drawing replaces; the card is never replaced. */
  replace: z.boolean().default(true),
});
/** Or the Home tab of whoever opened it. */
const onHome = z.strictObject({ home: z.literal(true), surface });
export const origin = z.union([onMessage, onHome]);
export type Origin = z.output<typeof origin>;

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
  'new-partner': z.strictObject({ channel: z.string().optional(), origin: onHome.optional() }),
  'edit-partner': inPartner,
  item: inPartner.extend({ i: itemId }),
  'sign-off': inPartner.extend({ i: itemId }),
  'take-back': inPartner.extend({ i: itemId }),
  'assign-person': inPartner,
  'invite-person': inPartner,
  'claim-role': inPartner,
  'hand-over': inPartner.extend({ team: teamId }),
  'hand-over-many': z.strictObject({ person: personKey.optional(), origin: onHome.optional() }),
  'close-partner': inPartner,
  'reopen-partner': inPartner,
  snooze: wishForm,
  mute: wishForm,
  unmute: wishForm,
  remind: wishForm,
  /** `sure`: the day against which something speaks, and that it does was read. */
  'ga-propose': inPartner.extend({ sure: calendarDate.optional() }),
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
  'todo-hand-over': inPartner,
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

/** A modal's private metadata. */
export const remember = <N extends ViewName>(name: N, memory: z.input<(typeof views)[N]>): string =>
  JSON.stringify(views[name].parse(memory));
