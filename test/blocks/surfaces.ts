import type { HomeView, ModalView } from '@slack/types';
import { artifactsMessage } from '../../blocks/artifacts';
import { callOutcomeModal, cancelCallModal, changeCallModal, scheduleCallModal } from '../../blocks/call-forms';
import { callsMessage } from '../../blocks/calls';
import { caseModal } from '../../blocks/case';
import { channelDigestMessage } from '../../blocks/channel-digest';
import { checklistMessage } from '../../blocks/checklist';
import { closePartnerModal, reopenPartnerModal } from '../../blocks/close';
import { digestMessage } from '../../blocks/digest';
import type { Shown } from '../../blocks/form-parts';
import { gaMessage } from '../../blocks/ga';
import { declineGaModal, proposeGaModal } from '../../blocks/ga-forms';
import { handInModal, readingMessage } from '../../blocks/hand-in';
import { handedOverModal, handOverManyModal } from '../../blocks/hand-over';
import { helpMessage } from '../../blocks/help';
import { deskPicture, guestPicture, homeView, toldModal } from '../../blocks/home';
import { itemModal } from '../../blocks/item';
import { logMessage } from '../../blocks/log';
import { maintenanceMessage } from '../../blocks/maintenance';
import { cancelTaskModal, moveTaskModal, planMaintenanceModal, stepBackModal } from '../../blocks/maintenance-forms';
import { errorMessage, simpleMessage } from '../../blocks/message';
import { noticeMessage } from '../../blocks/notice';
import { partnerCard } from '../../blocks/partner-card';
import { partnerEditedModal } from '../../blocks/partner-edited';
import { partnerForm } from '../../blocks/partner-form';
import { partnerOpenedModal } from '../../blocks/partner-opened';
import { partnersMessage } from '../../blocks/partners';
import { peopleMessage } from '../../blocks/people';
import { assignPersonModal, claimRoleModal, handOverModal, invitePersonModal } from '../../blocks/people-forms';
import type { Picture } from '../../blocks/picture';
import { planMessage } from '../../blocks/plan';
import { remindersMessage } from '../../blocks/reminders';
import { roadmapMessage } from '../../blocks/roadmap';
import { declineEntryModal, editEntryModal, proposeEntryModal, withdrawEntryModal } from '../../blocks/roadmap-forms';
import { rolloutMessage } from '../../blocks/rollout';
import { haltModal, planAgainModal, resumeModal } from '../../blocks/rollout-forms';
import { setUpMessage } from '../../blocks/set-up';
import { signOffModal, takeBackModal } from '../../blocks/sign-off';
import { signOffsMessage } from '../../blocks/sign-offs';
import { muteModal, remindModal, snoozeModal, unmuteModal } from '../../blocks/snooze';
import { statusMessage } from '../../blocks/status';
import { capabilitiesModal, handOverTodoModal, resultsModal, roundModal, todoModal } from '../../blocks/test-forms';
import { testsMessage } from '../../blocks/tests';
import { timedMessage } from '../../blocks/timed';
import { uxMessage } from '../../blocks/ux';
import { handInDesignModal, sendDesignBackModal, uxReviewModal } from '../../blocks/ux-forms';
import { liveRegionsModal, moveWaveModal, regionFailedModal, rollBackModal } from '../../blocks/wave-forms';
import { sideOf, type Person } from '../../src/domain/actor';
import { isPrivate } from '../../src/domain/agenda';
import { artifactKinds } from '../../src/domain/artifacts/state';
import { dateOf } from '../../src/domain/calendar';
import { cardOf } from '../../src/domain/card';
import { deskOf } from '../../src/domain/desk/desk';
import { calendarDate, caseId, itemId, later, partnerId, teamId, type PartnerId } from '../../src/domain/ids';
import { lookup } from '../../src/domain/lookup';
import type { Partner } from '../../src/domain/partner';
import { itemsFor } from '../../src/domain/progress';
import { channelDigest } from '../../src/domain/reminders/channel-digest';
import { digestFor } from '../../src/domain/reminders/digest';
import { summaryOf } from '../../src/domain/summary';
import { day } from '../../src/domain/time';
import { sees } from '../../src/domain/visibility';
import type { Lifecycle } from '../../src/lifecycle/schema';
import { drawnBugs } from './hostile-bugs';
import { pat, type Story } from './support';

/** Everything that is drawn, for one person or for all who read the channel. */

export interface Drawn {
  readonly what: string;
  readonly picture: Picture | ModalView | HomeView;
}

/** What one person can be shown of a partner. */
export function drawnFor(actor: Person, story: Story): readonly Drawn[] {
  const { state: partner, lifecycle } = story;
  const viewer = story.viewer(actor);
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
      { what: `item ${id}`, picture: itemModal(story.form(actor, { i: id })) },
      { what: `sign-off ${id}`, picture: signOffModal(story.form(actor, { i: id })) },
    ]),
    { what: 'sign-offs', picture: signOffsMessage(partner, lifecycle, viewer) },
    ...itemsFor(sideOf(actor), partner, lifecycle)
      .slice(0, 12)
      .map(({ id }) => ({ what: `take back ${id}`, picture: takeBackModal(story.form(actor, { i: id })) })),
    ...[0, 1].map((page) => ({
      what: `people ${page}`,
      picture: peopleMessage(partner, lifecycle, viewer, { page }),
    })),
    { what: 'assign', picture: assignPersonModal(story.form(actor, {})) },
    { what: 'invite', picture: invitePersonModal(story.form(actor, {})) },
    { what: 'claim', picture: claimRoleModal(story.form(actor, {})) },
    {
      what: 'hand over',
      picture: handOverModal(story.form(actor, { team: teamId.parse('partner-lead') })),
    },
    { what: 'log', picture: logMessage(partner, lifecycle, viewer, entries, { older: true, newer: true }) },
    { what: 'close', picture: closePartnerModal(story.form(actor, {})) },
    { what: 'reopen', picture: reopenPartnerModal(story.form(actor, {})) },
    ...launching(actor, story),
    ...drawnBugs(actor, story),
    ...maintaining(actor, story),
    ...testing(actor, story),
    ...files(actor, story),
    ...reminding(actor, story),
    ...(home ? drawnAtHome(story) : drawnInChannel(story)),
  ];
}

/** Days after the story's end: something is ahead, due, and late enough for the top of the ladder. */
const mornings = [3, 60, 130, 400];

/** What will be told of reminders, and the forms about one's own. */
function reminding(actor: Person, story: Story): readonly Drawn[] {
  const { state: partner, lifecycle } = story;
  const viewer = story.viewer(actor);
  const form = story.form(actor, {});
  const partners = Array.from({ length: 12 }, (_, n) => ({ ...partner, id: partnerId.parse(`p${n}`) }));
  return [
    ...[0, 1].map((page) => ({
      what: `reminders ${page}`,
      picture: remindersMessage(partner, lifecycle, viewer, { page }),
    })),
    ...mornings.flatMap((days) => {
      const now = later(story.now, days * day);
      const digest = digestFor(actor.person, partners.slice(0, days), lifecycle, now);
      return digest
        ? [{ what: `digest ${days}`, picture: digestMessage(digest, lifecycle, dateOf(now, lifecycle.zone)) }]
        : [];
    }),
    { what: 'snooze', picture: snoozeModal(form) },
    { what: 'mute', picture: muteModal(form) },
    { what: 'unmute', picture: unmuteModal(form) },
    { what: 'remind', picture: remindModal(form) },
  ];
}

/** Files that were handed in, with what becomes of some. */
function files(actor: Person, story: Story): readonly Drawn[] {
  const { state: partner, lifecycle } = story;
  const viewer = story.viewer(actor);
  const name = '<!here> &'.repeat(20);
  const outcomes = [
    { is: 'refused', name, why: '<'.repeat(2000) },
    ...artifactKinds.flatMap((kind) => [
      { is: 'same', name, kind } as const,
      { is: 'taken', name, kind, before: { ...partner, artifacts: {} }, after: partner, events: story.log } as const,
    ]),
  ] as const;
  return [
    { what: 'artifacts', picture: artifactsMessage(partner, lifecycle, viewer) },
    { what: 'artifacts handed in', picture: artifactsMessage(partner, lifecycle, viewer, outcomes) },
    { what: 'hand in', picture: handInModal(story.form(actor, {})) },
    { what: 'reading', picture: readingMessage(2) },
  ];
}

/** Test cases and their forms. */
function testing(actor: Person, story: Story): readonly Drawn[] {
  const { state: partner, lifecycle } = story;
  const viewer = story.viewer(actor);
  const runs = [{ kind: 'partner' }, { kind: 'joint', round: Math.max(1, partner.tests.rounds.length) }] as const;
  return [
    { what: 'tests', picture: testsMessage(partner, lifecycle, viewer) },
    ...runs.map((run) => ({
      what: `results ${run.kind}`,
      picture: resultsModal(story.form(actor, { run })),
    })),
    { what: 'ux', picture: uxMessage(partner, lifecycle, viewer) },
    { what: 'ux review', picture: uxReviewModal(story.form(actor, {})) },
    { what: 'hand in', picture: handInDesignModal(story.form(actor, {})) },
    { what: 'send back', picture: sendDesignBackModal(story.form(actor, {})) },
    { what: 'calls', picture: callsMessage(partner, lifecycle, viewer) },
    ...lifecycle.phases
      .flatMap((phase) => phase.items)
      .filter((i) => i.kind === 'task' && i.call)
      .map(({ id }) => ({
        what: `schedule ${id}`,
        picture: scheduleCallModal(story.form(actor, { i: itemId.parse(id) })),
      })),
    ...partner.calls.slice(-4).flatMap(({ id: call }) => [
      { what: `change ${call}`, picture: changeCallModal(story.form(actor, { call })) },
      { what: `cancel ${call}`, picture: cancelCallModal(story.form(actor, { call })) },
      { what: `outcome ${call}`, picture: callOutcomeModal(story.form(actor, { call })) },
    ]),
    { what: 'round', picture: roundModal(story.form(actor, {})) },
    { what: 'capabilities', picture: capabilitiesModal(story.form(actor, {})) },
    { what: 'to-do', picture: todoModal(story.form(actor, {})) },
    { what: 'handing over a to-do', picture: handOverTodoModal(story.form(actor, {})) },
    ...['P100', 'P101', 'P200', 'P999'].map((id) => ({
      what: `case ${id}`,
      picture: caseModal(story.form(actor, { i: caseId.parse(id) })),
    })),
  ];
}

const dates = ['2027-03-08', '2027-05-12', '2027-12-25'].map((text) => calendarDate.parse(text));

/** GA date, plan and rollout, with their forms. */
function launching(actor: Person, story: Story): readonly Drawn[] {
  const { state: partner, lifecycle } = story;
  const viewer = story.viewer(actor);
  const home = sideOf(actor) === 'databricks';
  const crowd = { names: Array.from({ length: 40 }, () => '&<'.repeat(30)), incomplete: true };
  const waves = ['w99', ...(partner.rollout?.waves ?? []).slice(0, 4).map(({ id }) => id)];
  const of = (draw: (form: Shown & { readonly memory: { p: PartnerId; wave: string } }) => ModalView) =>
    waves.map((wave) => ({ what: `form of ${wave}`, picture: draw(story.form(actor, { wave })) }));
  return [
    { what: 'ga', picture: gaMessage(partner, lifecycle, viewer) },
    { what: 'rollout', picture: rolloutMessage(partner, lifecycle, viewer) },
    ...[undefined, ...dates].map((date) => ({
      what: `plan ${date}`,
      picture: planMessage(partner, lifecycle, viewer, date, home ? crowd : undefined),
    })),
    { what: 'propose', picture: proposeGaModal(story.form(actor, {})) },
    { what: 'decline', picture: declineGaModal(story.form(actor, { date: dates[0] ?? viewer.today })) },
    { what: 'plan again', picture: planAgainModal(story.form(actor, {})) },
    { what: 'halt', picture: haltModal(story.form(actor, {})) },
    { what: 'resume', picture: resumeModal(story.form(actor, {})) },
    ...of(liveRegionsModal),
    ...of(regionFailedModal),
    ...of(rollBackModal),
    ...of(moveWaveModal),
  ];
}

/** Maintenance and roadmap, with their forms. */
function maintaining(actor: Person, story: Story): readonly Drawn[] {
  const { state: partner, lifecycle } = story;
  const viewer = story.viewer(actor);
  const tasks = partner.maintenance.tasks.slice(-3);
  return [
    ...[0, 1].map((page) => ({
      what: `maintenance ${page}`,
      picture: maintenanceMessage(partner, lifecycle, viewer, { page }),
    })),
    ...lifecycle.maintenance.kinds.map(({ id: kind }) => ({
      what: `plan ${kind}`,
      picture: planMaintenanceModal(story.form(actor, { kind })),
    })),
    ...[0, 1].map((page) => ({
      what: `roadmap ${page}`,
      picture: roadmapMessage(partner, lifecycle, viewer, { page }),
    })),
    { what: 'propose entry', picture: proposeEntryModal(story.form(actor, {})) },
    ...partner.roadmap.entries.slice(-3).flatMap(({ id: entry }) => {
      const form = story.form(actor, { entry });
      return [
        { what: `edit ${entry}`, picture: editEntryModal(form) },
        { what: `decline ${entry}`, picture: declineEntryModal(form) },
        { what: `withdraw ${entry}`, picture: withdrawEntryModal(form) },
      ];
    }),
    ...tasks.flatMap((task) => {
      const [step = 'none'] = Object.keys(task.done);
      const form = story.form(actor, { task: task.id });
      return [
        { what: `move ${task.id}`, picture: moveTaskModal(form) },
        { what: `cancel ${task.id}`, picture: cancelTaskModal(form) },
        { what: `back ${task.id}`, picture: stepBackModal(story.form(actor, { task: task.id, step })) },
      ];
    }),
  ];
}

/** What time brings up: whatever is due, or was until a moment ago. */
const inChannel = [
  { about: 'countdown', days: 7 },
  { about: 'countdown', days: 1 },
  { about: 'rollout-incomplete' },
  { about: 'launch-day', ready: true },
  { about: 'roadmap-review', quarter: '2027Q4' },
] as const;

/** What everybody in the shared channel sees. */
export function drawnInChannel({ state: partner, lifecycle, now }: Story): readonly Drawn[] {
  return [
    { what: 'card', picture: partnerCard(cardOf(partner, lifecycle), partner.id, lifecycle) },
    ...Object.values(partner.outbox)
      .filter((pending) => !isPrivate(pending))
      .map((pending) => ({ what: pending.notice.kind, picture: noticeMessage(pending, partner, lifecycle) })),
    ...partner.calls
      .filter((call) => seesItem(call.item, partner, lifecycle))
      .flatMap(({ id: call }) => [
        { about: 'call-soon', call, when: 'day' } as const,
        { about: 'call-over', call } as const,
      ])
      .map((what) => ({ what: `told of ${what.about}`, picture: timedMessage({ what }, partner, lifecycle, now) })),
    ...inChannel.map((what) => ({
      what: `told of ${what.about}`,
      picture: timedMessage({ what }, partner, lifecycle, now),
    })),
    ...mornings.flatMap((days) => {
      const at = later(now, days * day);
      const digest = channelDigest(partner, lifecycle, at);
      const today = dateOf(at, lifecycle.zone);
      return digest
        ? [{ what: `told of digest ${days}`, picture: channelDigestMessage(partner, digest, lifecycle, today) }]
        : [];
    }),
    { what: 'help', picture: helpMessage(lifecycle, { unknown: '<!here> `x`', inPartnerChannel: true, types: true }) },
    { what: 'error', picture: errorMessage('1a2b3c4d') },
    { what: 'simple', picture: simpleMessage('&<>'.repeat(3000)) },
  ];
}

function seesItem(id: string, partner: Partner, lifecycle: Lifecycle): boolean {
  const placed = lookup(lifecycle).byId.get(id);
  return placed !== undefined && sees('partner', partner, placed);
}

/** Desks of a partner, and of one that stands for many; a screen on the Home tab; what is only told there. */
function desks({ state: partner, lifecycle, now }: Story): readonly Drawn[] {
  const at = later(now, 60 * day);
  const draw = (copies: number, page: number) => {
    const many = Array.from({ length: copies }, () => partner);
    const seen = { now: at, zone: lifecycle.zone, page, more: true };
    return homeView(deskPicture(deskOf(pat.person, many, lifecycle, at), lifecycle, seen), { back: false });
  };
  return [
    { what: 'desk of one', picture: draw(1, 0) },
    { what: 'desk of many', picture: draw(41, 0) },
    { what: 'desk turned', picture: draw(41, 99) },
    ...handingOver(partner, lifecycle),
    { what: 'guest at home', picture: homeView(guestPicture(), { back: false }) },
    { what: 'set-up at home', picture: homeView(setUpMessage(partner, lifecycle), { back: true }) },
    { what: 'told at home', picture: toldModal(simpleMessage('&<>'.repeat(3000))) },
  ];
}

/** More roles than a menu takes, what became of them, and the digest of whoever has them now. */
function handingOver(partner: Partner, lifecycle: Lifecycle): readonly Drawn[] {
  const teams = lifecycle.teams.map(({ id }) => teamId.parse(id));
  const roles = Array.from({ length: 120 }, (_, n) => ({
    partner,
    team: teams[n % teams.length] ?? teamId.parse('pdm'),
  }));
  const outcomes = roles.map(({ team }, n) => ({
    partner: partner.name,
    team,
    is: (['done', 'already', 'refused'] as const)[n % 3] ?? 'done',
    why: '&<'.repeat(600),
  }));
  const opener = pat.person;
  const takenOver = partner.people.slice(0, 9).map((a) => ({ ...a, takenOverFrom: '&<*'.repeat(30) }));
  const part = { partner, entries: [], bugs: [], unanswered: [], claims: [], takenOver, marks: [] };
  const parts = Array.from({ length: 40 }, () => part);
  return [
    { what: 'hand over many', picture: handOverManyModal({ roles, opener }, lifecycle, {}) },
    {
      what: 'hand over of a leaver',
      picture: handOverManyModal(
        { roles: roles.slice(0, 1), opener, leaver: { person: opener, name: '<!here>'.repeat(20) } },
        lifecycle,
        { person: opener },
      ),
    },
    { what: 'hand over nothing', picture: handOverManyModal({ roles: [], opener }, lifecycle, {}) },
    { what: 'handed over', picture: handedOverModal(outcomes, '&<'.repeat(40), lifecycle) },
    {
      what: 'digest of what was taken over',
      picture: digestMessage({ person: opener, parts }, lifecycle, calendarDate.parse('2027-03-02')),
    },
  ];
}

/** What only people of the databricks side see. */
function drawnAtHome(story: Story): readonly Drawn[] {
  const { state: partner, lifecycle, now } = story;
  const viewer = story.viewer(pat);
  const { today } = viewer;
  const wave = partner.rollout?.waves[0]?.id ?? 'w1';
  const prompts = [
    { about: 'wave-due', wave },
    { about: 'wave-late', wave },
    { about: 'does-not-fit' },
    { about: 'held' },
  ] as const;
  const summaries = Array.from({ length: 50 }, () => summaryOf(partner, lifecycle));
  return [
    { what: 'set-up', picture: setUpMessage(partner, lifecycle) },
    ...prompts.map((what) => ({
      what: `prompt ${what.about}`,
      picture: timedMessage({ what }, partner, lifecycle, now),
    })),
    ...Object.values(partner.outbox).map((pending) => ({
      what: `private ${pending.notice.kind}`,
      picture: noticeMessage(pending, partner, lifecycle),
    })),
    ...desks(story),
    {
      what: 'partners',
      picture: partnersMessage(summaries, { title: 'Your partners', next: 'x', all: false, today }),
    },
    { what: 'no partners', picture: partnersMessage([], { title: 'All partners', all: true, today }) },
    { what: 'new', picture: partnerForm(lifecycle, { kind: 'new', opener: pat.person, memory: {} }) },
    { what: 'edit', picture: partnerForm(lifecycle, { kind: 'edit', partner, memory: { p: partner.id } }) },
    { what: 'opened', picture: partnerOpenedModal(partner, lifecycle, viewer) },
    { what: 'edited', picture: partnerEditedModal(story.log, partner, lifecycle, viewer) },
  ];
}
