import type { KnownBlock } from '@slack/types';
import { openInvitations } from '../src/domain/invitations';
import type { Invitation, Partner } from '../src/domain/partner';
import { setUpSteps, type Step, type StepView } from '../src/domain/set-up';
import { setUpReportOf } from '../src/domain/set-up-report';
import type { Lifecycle } from '../src/lifecycle/schema';
import { withdrawals } from './invitations';
import { button, context, header, row, section } from './kit';
import { show } from './navigation';
import { picture, type Picture } from './picture';
import { count, fitLines, name, oneLine } from './text';

/** How the set-up of a partner's channel goes: for people of the databricks side, and as the coordinator's living message. */
export function setUpMessage(partner: Partner, lifecycle: Lifecycle): Picture {
  const steps = setUpSteps(partner, lifecycle);
  const failed = steps.filter(({ state }) => state.is === 'failed');
  const pending = steps.filter(({ state }) => state.is === 'pending');
  const done = steps.filter(({ state }) => state.is === 'done');
  // Only what the report's fingerprint knows of (`setUpReportOf`): the living message is edited when that changes.
  const undelivered = setUpReportOf(partner, lifecycle).undelivered;
  const problems = [
    ...failed.map(problemLine),
    ...undelivered.map(({ problem }) => `⚠️ *A message*: ${oneLine(problem, 250)} ${nextWords(undefined)}`),
  ];
  const lost = waysOn[partner.channel.is];
  const summary = summaryOf(failed.length + undelivered.length, pending.length, partner);
  const invitations = openInvitations(partner).map(([email, state]) => invitationLine(email, state));
  const blocks: KnownBlock[] = [
    header(`${partner.name} · Set-up`),
    section(`${summary}\n${channelLine(partner)}`),
    ...titled('Needs a hand', problems),
    ...(partner.closed ? [] : withdrawals(partner, failed.flatMap(addressOf), { s: 'set-up' })),
    ...titled(
      'Still to do',
      named(pending).map((step) => `⬜ ${stepWords(step)}`),
    ),
    ...titled(
      'Done',
      named(done).map((step) => `✅ ${stepWords(step)}`),
    ),
    ...titled('Invitations to the partner', invitations),
    ...(invitations.length === 0 ? [context('Nobody of the partner is invited yet: use People, Invite.')] : []),
    ...row(
      (problems.length > 0 || lost !== undefined) && !partner.closed
        ? button(lost ?? 'Try again', 'retry-set-up', { p: partner.id }, { style: 'primary' })
        : undefined,
      show(partner.id, { s: 'status' }),
      show(partner.id, { s: 'people' }),
    ),
  ];
  return picture([`Set-up of ${name(partner.name)}: ${summary}`, ...problems, ...invitations], blocks);
}

/** What can be done about a channel that was lost. */
const waysOn: Readonly<Partial<Record<Partner['channel']['is'], string>>> = {
  archived: 'Look again',
  deleted: 'Make a new channel',
  left: 'Come back in',
};

const addressOf = ({ step }: StepView): readonly string[] => (step.kind === 'connect' ? [step.email] : []);

/** Invitations have lines of their own, which say more. */
const named = (steps: readonly StepView[]): readonly Step[] =>
  steps.map(({ step }) => step).filter((step) => step.kind !== 'connect');

const titled = (heading: string, lines: readonly string[]): KnownBlock[] =>
  lines.length === 0 ? [] : [section(`*${heading}*\n${fitLines(lines, 2000)}`)];

function summaryOf(failed: number, pending: number, { closed, channel }: Partner): string {
  if (closed) return 'The onboarding is closed; nothing more is set up.';
  if (failed > 0) return `${count(failed, 'thing')} did not work${pending > 0 ? `, ${pending} still to do` : ''}.`;
  if (waysOn[channel.is] !== undefined) return 'It was set up, and its channel is lost.';
  return pending > 0 ? `${count(pending, 'step')} still to do; I am on it.` : 'All is set up.';
}

function channelLine({ channel, closed }: Partner): string {
  switch (channel.is) {
    case 'none':
      return 'There is no channel yet.';
    case 'ready':
      return `Channel: <#${channel.id}>`;
    case 'archived':
      return `The channel ${oneLine(channel.name)} was archived.${closed ? '' : ' Unarchive it, and I go on; if I do not notice, press Look again.'}`;
    case 'deleted':
      return `The channel ${oneLine(channel.name)} was deleted.`;
    case 'left':
      return `I was removed from <#${channel.id}>.${closed ? '' : ' Invite me there again, or press Come back in.'}`;
  }
}

/** What a step brings about, as a noun. */
function stepWords(step: Step): string {
  switch (step.kind) {
    case 'channel':
      return 'Channel';
    case 'join':
      return 'Bot is in the channel';
    case 'topic':
      return 'Topic of the channel';
    case 'purpose':
      return 'Purpose of the channel';
    case 'invite':
      return `${name(step.name)} is in the channel`;
    case 'connect':
      return `Invitation of ${oneLine(step.email, 200)}`;
    case 'bookmarks':
      return 'Bookmarks';
    case 'card':
      return 'Card of the partner';
    case 'pin':
      return 'Card is pinned';
  }
}

function problemLine({ step, state }: StepView): string {
  if (state.is !== 'failed') return '';
  return `⚠️ *${stepWords(step)}*: ${oneLine(state.problem, 250)} ${nextWords(state.retryAt, step)}`;
}

function nextWords(retryAt: number | undefined, step?: Step): string {
  if (retryAt !== undefined) return 'I try again by myself.';
  const other =
    step?.kind === 'connect'
      ? ' If the address is wrong, withdraw it and invite the right one with People, Invite.'
      : '';
  return `Please mend it, then press Try again.${other}`;
}

/** What became of an invitation, and what happens next. */
function invitationLine(email: string, { status }: Invitation): string {
  return `${invitationMarks[status]} ${oneLine(email, 200)}: ${invitationNext[status]}`;
}

const invitationMarks: Readonly<Record<Invitation['status'], string>> = {
  planned: '⬜',
  invited: '✉️',
  accepted: '✉️',
  approved: '✅',
  declined: '⚠️',
  withdrawn: '➖',
};

const invitationNext: Readonly<Record<Invitation['status'], string>> = {
  planned: 'not sent yet; it goes out once the channel is ready',
  invited: 'invited; now they accept it, from the email that Slack sent',
  accepted: 'accepted; an admin may still have to approve it',
  approved: 'accepted and approved; they can come in',
  declined: 'declined; talk to them, then invite them again with People, Invite',
  withdrawn: 'withdrawn',
};
