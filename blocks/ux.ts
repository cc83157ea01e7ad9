import type { KnownBlock } from '@slack/types';
import { applies, isFinished } from '../src/domain/item-state';
import type { Partner } from '../src/domain/partner';
import { may } from '../src/domain/policy';
import { guidelinesOf, isSatisfied, reviewItem, waitingDesign, type GuidelineView } from '../src/domain/ux/review';
import { sees } from '../src/domain/visibility';
import type { Lifecycle } from '../src/lifecycle/schema';
import { heading } from './heading';
import { button, context, row, section } from './kit';
import { surfaces, validation } from './navigation';
import { picture, type Picture, type Viewer } from './picture';
import type { Surface } from './surface';
import { day, fitLines, link, name, oneLine } from './text';
import { guidelineLine } from './ux-words';
import { author, whoCan } from './words';

const from: Surface = { s: 'ux' };

/** As many areas as are drawn, and as many guidelines in one section. */
const mostSections = 30;
const sectionOf = 5;

/** The design review, and the review list of UX guidelines: both sides see the same. */
export function uxMessage(partner: Partner, lifecycle: Lifecycle, viewer: Viewer): Picture {
  const placed = reviewItem(lifecycle);
  const seen = placed && applies(placed, partner) && sees(viewer.who.side, partner, placed);
  const views = seen ? guidelinesOf(partner, lifecycle) : [];
  const standing = seen ? standingLines(views, partner, lifecycle) : ['This onboarding has no UX review.'];
  const sections = areasOf(views).flatMap(({ area, rows }) => areaSections(area, rows));
  const blocks: KnownBlock[] = [
    ...heading(partner, 'UX review'),
    section(fitLines(standing)),
    ...(seen ? row(...buttons(partner, lifecycle, viewer)) : []),
    ...sections.slice(0, mostSections),
    ...(sections.length > mostSections ? [context('… and more: the lifecycle file has all of them.')] : []),
    ...row(...validation(partner.id, 'ux'), ...surfaces(partner.id, lifecycle, 'ux')),
  ];
  return picture([`UX review of ${name(partner.name)}: ${standing[0] ?? ''}`, ...standing.slice(1)], blocks);
}

function standingLines(views: readonly GuidelineView[], partner: Partner, lifecycle: Lifecycle): readonly string[] {
  const having = (is: string) => views.filter((v) => v.verdict?.is === is).length;
  const left = views.filter((v) => !v.verdict && !v.guideline.optional).length;
  const blocking = views.filter((v) => v.verdict?.is === 'not-met' && !isSatisfied(v)).length;
  const counted = [
    `${having('met')} of ${views.length} guidelines met`,
    ...(blocking > 0 ? [`❌ ${blocking} not met`] : []),
    ...(left > 0 ? [`${left} to be reviewed`] : []),
  ];
  return [...(views.length > 0 ? [`*Guidelines*: ${counted.join(' · ')}`] : []), ...designLines(partner, lifecycle)];
}

function designLines(partner: Partner, lifecycle: Lifecycle): readonly string[] {
  const placed = reviewItem(lifecycle);
  const last = partner.ux.designs.at(-1);
  if (!placed) return [];
  const who = whoCan(partner, lifecycle, placed.teams);
  if (!last) return [isFinished(placed, partner) ? '*Design*: passed' : `*Design*: none is handed in yet · ${who}`];
  const { number, by, at, note, sentBack } = last;
  const stands = sentBack
    ? `sent back by ${author(sentBack.by)}, ${day(sentBack.at)}: “${oneLine(sentBack.comment, 600)}”`
    : isFinished(placed, partner)
      ? 'passed'
      : `waits for an answer · ${who}`;
  const said = note ? ` “${oneLine(note, 300)}”` : '';
  return [`*Design ${number}*: ${link(last.link)}, by ${author(by)}, ${day(at)}.${said}`, `↳ ${stands}`];
}

function buttons(partner: Partner, lifecycle: Lifecycle, { who }: Viewer) {
  const placed = reviewItem(lifecycle);
  if (!placed || partner.closed || !may.workOn(who, placed, lifecycle)) return [];
  const value = { p: partner.id, from };
  const waits = waitingDesign(partner, lifecycle) !== undefined;
  const home = who.side === 'databricks';
  const open = !isFinished(placed, partner);
  return [
    lifecycle.uxGuidelines.length > 0 ? button('Review…', 'ux-review', value, { style: 'primary' }) : undefined,
    open && (!waits || !home) ? button('Hand in a design…', 'design-hand-in', value) : undefined,
    waits && home ? button('Pass the design', 'item-done', { ...value, i: placed.id }) : undefined,
    waits && home ? button('Send it back…', 'design-send-back', value) : undefined,
  ];
}

function areasOf(views: readonly GuidelineView[]) {
  const areas = [...new Set(views.map((v) => v.guideline.area))];
  return areas.map((area) => ({ area, rows: views.filter((v) => v.guideline.area === area) }));
}

function areaSections(area: string, rows: readonly GuidelineView[]): readonly KnownBlock[] {
  const parts = Array.from({ length: Math.ceil(rows.length / sectionOf) }, (_, n) =>
    rows.slice(n * sectionOf, (n + 1) * sectionOf),
  );
  return parts.map((part, n) =>
    section(fitLines([...(n === 0 ? [`*${oneLine(area, 200)}*`] : []), ...part.map(guidelineLine)])),
  );
}
