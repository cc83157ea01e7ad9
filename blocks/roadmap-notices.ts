import { dateOf } from '../src/domain/calendar';
import type { CalendarDate } from '../src/domain/ids';
import type { Partner } from '../src/domain/partner';
import { isAway } from '../src/domain/reminders/wishes';
import { isOpen, type RoadmapNotice, type RoadmapStatus } from '../src/domain/roadmap/state';
import { leadsOf } from '../src/domain/roles';
import type { Lifecycle, Side } from '../src/lifecycle/schema';
import { sides } from '../src/lifecycle/schema';
import { row } from './kit';
import { told } from './message';
import { show } from './navigation';
import type { Picture } from './picture';
import { answerButtons, askedSide, called, facts, from } from './roadmap-words';
import { count, mention, oneLine } from './text';
import { author, sideName } from './words';

/** What happened on the roadmap, told to both sides in the partner's channel; whose answer is wanted hears it. */
export function roadmapNotice({ what, by, entry: id }: RoadmapNotice, partner: Partner, lifecycle: Lifecycle): Picture {
  const see = show(partner.id, from);
  const entry = partner.roadmap.entries.find((e) => e.id === id);
  if (!entry) return told(['The roadmap was changed.'], ...row(see));
  const it = `${called(entry)} · ${facts(entry, partner, lifecycle)}`;
  const { status } = entry;
  switch (status.is) {
    case 'proposed': {
      const asked = askedSide(entry);
      const pinged = leadOf(asked, partner, lifecycle, dateOf(entry.at, lifecycle.zone));
      const note = entry.note ? [`“${oneLine(entry.note, 600)}”`] : [];
      return told(
        [
          `💡 ${author(entry.by)} proposes for the roadmap: ${it}.`,
          ...note,
          `Next: accept or decline · ${sideName(asked, partner, lifecycle)}${pinged && ` · ${pinged}`}`,
        ],
        ...row(...answerButtons(entry, partner.id), see),
      );
    }
    case 'accepted':
      return what === 'changed'
        ? told([`✏️ ${author(by)} changed ${it}.`], ...row(see))
        : told([`🗺️ ${it} is on the roadmap: accepted by ${author(status.by)}.`], ...row(see));
    case 'declined':
      return told([`✋ ${it} was declined ${byWhom(status)}`], ...row(see));
    case 'withdrawn':
      return told([`➖ ${it} was withdrawn ${byWhom(status)}`], ...row(see));
    case 'done':
      return told([`✅ ${it} is done, says ${author(status.by)}.`], ...row(see));
  }
}

/** "by Ana: “Not this year.”" */
const byWhom = ({ by, reason }: Extract<RoadmapStatus, { readonly reason: string }>): string =>
  `by ${author(by)}: “${oneLine(reason, 600)}”`;

/** The review before a quarter, for both leads: what is agreed for it, what is left of earlier ones, what waits. */
export function reviewMessage(quarter: string, partner: Partner, lifecycle: Lifecycle, today: CalendarDate): Picture {
  const open = partner.roadmap.entries.filter(isOpen);
  const agreed = open.filter(({ status }) => status.is === 'accepted');
  const next = agreed.filter((entry) => entry.quarter === quarter);
  const left = agreed.filter((entry) => entry.quarter < quarter);
  const waits = open.length - agreed.length;
  const pinged = sides.map((side) => leadOf(side, partner, lifecycle, today)).filter(Boolean);
  return told(
    [
      `🗺️ *Review the roadmap before ${oneLine(quarter, 10)}*${pinged.length > 0 ? ` · ${pinged.join(' ')}` : ''}`,
      `${count(next.length, 'entry', 'entries')} agreed for ${oneLine(quarter, 10)}, ${left.length} left of earlier quarters, ${waits} waiting for an answer.`,
      ...left.slice(0, 5).map((entry) => `⚠️ ${called(entry)} · ${facts(entry, partner, lifecycle)}`),
      ...next.slice(0, 5).map((entry) => `• ${called(entry)} · ${facts(entry, partner, lifecycle)}`),
    ],
    ...row(show(partner.id, from)),
  );
}

/** The first lead of a side who is not away and wants to hear of the partner. */
function leadOf(side: Side, partner: Partner, lifecycle: Lifecycle, today: CalendarDate): string {
  const lead = leadsOf(side, partner, lifecycle).find((a) => !isAway(partner, a.person, today));
  return lead ? mention(lead.person) : '';
}
