import { isTeamOf, lookup } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import { windowOf } from '../src/domain/rollout/days';
import { startedWaves } from '../src/domain/rollout/plan';
import { seesRollout } from '../src/domain/rollout/powers';
import { rolloutItem } from '../src/domain/rollout/standing';
import { sideOfProposal, type GaNotice } from '../src/domain/rollout/state';
import { otherSide } from '../src/domain/sides';
import { sees } from '../src/domain/visibility';
import type { Lifecycle, Side } from '../src/lifecycle/schema';
import { answerButtons, warnings } from './ga';
import { onceDone } from './ga-missing';
import { context, row } from './kit';
import { launchedNotice } from './launch';
import { told } from './message';
import { show, showRollout } from './navigation';
import type { Picture } from './picture';
import { ping } from './pings';
import { count, longDate, name, oneLine } from './text';
import { weekday } from './wave-words';
import { author, side, sideName } from './words';

/** What happened to the GA date, told to both sides in the partner's channel. */
export function gaNotice(notice: GaNotice, partner: Partner, lifecycle: Lifecycle): Picture {
  const buttons = row(show(partner.id, { s: 'ga' }), show(partner.id, { s: 'plan' }));
  switch (notice.kind) {
    case 'launched':
      return launchedNotice(partner, lifecycle);
    case 'ga-proposed':
      return proposed(partner, lifecycle);
    case 'ga-withdrawn':
      return told([`↩️ *${weekday(notice.date)}* is no longer proposed as the GA date: it was withdrawn.`], ...buttons);
    case 'ga-declined': {
      const { by, date, reason } = notice;
      const asked: Side = by.kind === 'person' ? otherSide(by.side) : 'databricks';
      const who = datedBy(asked, partner, lifecycle);
      return told(
        [
          `✋ *${weekday(date)}* was declined as the GA date by ${author(by)}: “${oneLine(reason, 1000)}”`,
          `Next: propose another date${who && ` · ${who}`}`,
        ],
        ...buttons,
      );
    }
    case 'ga-agreed':
      return told(
        [
          `✅ The GA date is agreed: *${weekday(notice.date)}*.`,
          ...whatFollows(notice.date, partner, lifecycle),
          ...announcers(partner, lifecycle),
        ],
        ...row(show(partner.id, { s: 'ga' }), showRollout(partner, lifecycle, 'partner')),
      );
    case 'ga-moved':
      return told(
        [
          `📅 The GA date is moved: from ${weekday(notice.from)} to *${weekday(notice.date)}*.`,
          ...whatFollows(notice.date, partner, lifecycle),
          ...announcers(partner, lifecycle),
        ],
        context(
          `Due dates, the countdown and the launch day move with it; what was announced for ${longDate(notice.from)} no longer holds.`,
        ),
        ...row(show(partner.id, { s: 'ga' }), showRollout(partner, lifecycle, 'partner')),
      );
  }
}

function proposed(partner: Partner, lifecycle: Lifecycle): Picture {
  const proposal = partner.gaProposal;
  const see = show(partner.id, { s: 'ga' });
  if (!proposal)
    return told([`A GA date that was proposed for *${name(partner.name)}* was answered already.`], ...row(see));
  const from = sideOfProposal(proposal);
  const asked = sideName(otherSide(from), partner, lifecycle);
  const who = datedBy(otherSide(from), partner, lifecycle);
  return told(
    [
      `📅 ${author(proposal.by)} (${side(from, lifecycle)}) proposes *${weekday(proposal.date)}* as the GA date.`,
      ...(proposal.reason ? [`“${oneLine(proposal.reason, 1000)}”`] : []),
      ...warnings(proposal.date, lifecycle),
      ...onceDone(partner, lifecycle),
      `Next: ${asked} accepts or declines${who && ` · ${who}`}`,
    ],
    ...row(
      ...answerButtons(partner, lifecycle, proposal.date),
      show(partner.id, { s: 'plan', date: proposal.date }, 'What it means'),
      see,
    ),
  );
}

/** Those who make ready what links to all else on the launch day: nobody else would tell them that its date is set, or another one. */
function announcers(partner: Partner, lifecycle: Lifecycle): readonly string[] {
  const last = lookup(lifecycle).byId.get(lifecycle.publishOrder.at(-1) ?? '');
  const who = last && sees('partner', partner, last) ? ping(partner, last.teams) : '';
  return who === '' ? [] : [`Next: the announcement is made ready for that day · ${who}`];
}

/** Mentions those of a side who answer for the date. */
function datedBy(which: Side, partner: Partner, lifecycle: Lifecycle): string {
  const teams = lookup(lifecycle).gaDate?.teams ?? [];
  return ping(
    partner,
    teams.filter((id) => isTeamOf(which, id, lifecycle)),
  );
}

function whatFollows(date: Parameters<typeof windowOf>[0], partner: Partner, lifecycle: Lifecycle): readonly string[] {
  if (!rolloutItem(partner, lifecycle) || !seesRollout('partner', partner, lifecycle)) return [];
  const { from, to } = windowOf(date, lifecycle);
  const waves = (partner.rollout?.waves.length ?? 0) - startedWaves(partner).length;
  const planned = waves > 0 ? `${count(waves, 'wave')} planned` : 'No wave could be planned yet';
  return [`Rollout: ${planned}, between ${weekday(from)} and ${weekday(to)}.`];
}
