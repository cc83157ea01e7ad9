import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { Partner } from '../src/domain/partner';
import { guidelinesOf, mayChange, reviewItem, waitingDesign, type GuidelineView } from '../src/domain/ux/review';
import { sees } from '../src/domain/visibility';
import type { Lifecycle } from '../src/lifecycle/schema';
import { closed, seen, emptyForm, type Form } from './form-parts';
import { context, input, modal, option, paragraph, plain, section } from './kit';
import type { Viewer } from './picture';
import { link, oneLine } from './text';
import { guidelineTitle, guidelineWords } from './ux-words';
import { author } from './words';

/** The forms of the UX review. */

const gone = 'There is no UX review in this onboarding (any more).';

const isSeen = (partner: Partner, lifecycle: Lifecycle, { who }: Viewer): boolean => {
  const placed = reviewItem(lifecycle);
  return placed !== undefined && sees(who.side, partner, placed);
};

/** Several verdicts at once. What the other side has settled is not offered to the partner. */
export function uxReviewModal({ partner, lifecycle, viewer, memory }: Form<'ux-review'>): ModalView {
  const views = guidelinesOf(partner, lifecycle).filter((v) => mayChange(viewer.who, v.verdict));
  if (partner.closed || !isSeen(partner, lifecycle, viewer))
    return emptyForm('ux-review', memory, 'UX review', partner.closed ? closed : gone);
  if (views.length === 0)
    return emptyForm('ux-review', memory, 'UX review', `${lifecycle.sides.databricks} has reviewed every guideline.`);
  const blocks: KnownBlock[] = [
    context('Choose what is new; what is not chosen stays as it is. Both sides see it.'),
    guidelinesInput('met', 'Met', views),
    guidelinesInput('not-met', 'Not met', views),
    input('comment', 'What is not as it should be', paragraph(), { hint: 'Needed for what is not met.' }),
    input('link', 'Screenshot', { type: 'url_text_input', placeholder: plain('https://example.com/screenshot') }),
    guidelinesInput('not-applicable', 'Not applicable', views),
    input('reason', 'Why it does not apply', paragraph()),
  ];
  return modal('ux-review', memory, 'UX review', blocks, 'Save');
}

function guidelinesInput(field: string, label: string, views: readonly GuidelineView[]): InputBlock {
  const options = views
    .slice(0, 100)
    .map(({ guideline, verdict }) =>
      option(guidelineTitle(guideline), guideline.id, verdict && guidelineWords[verdict.is]),
    );
  return input(field, label, { type: 'multi_static_select', placeholder: plain('Choose guidelines'), options });
}

/** The partner's mocks or video. */
export function handInDesignModal({ partner, lifecycle, viewer, memory }: Form<'design-hand-in'>): ModalView {
  if (partner.closed || !isSeen(partner, lifecycle, viewer))
    return emptyForm('design-hand-in', memory, 'Hand in a design', partner.closed ? closed : gone);
  const back = partner.ux.designs.at(-1)?.sentBack;
  const blocks: KnownBlock[] = [
    ...(back ? [section(`Sent back by ${author(back.by)}: “${oneLine(back.comment, 1500)}”`)] : []),
    input(
      'link',
      'Mocks or video',
      { type: 'url_text_input', placeholder: plain('https://example.com/mocks') },
      { optional: false },
    ),
    input('note', 'What has changed, what to look at', paragraph(), { hint: seen }),
  ];
  return modal('design-hand-in', memory, 'Hand in a design', blocks, 'Hand in');
}

export function sendDesignBackModal({ partner, lifecycle, viewer, memory }: Form<'design-send-back'>): ModalView {
  const design = isSeen(partner, lifecycle, viewer) ? waitingDesign(partner, lifecycle) : undefined;
  if (partner.closed || !design)
    return emptyForm(
      'design-send-back',
      memory,
      'Send it back',
      partner.closed ? closed : 'No design waits for an answer.',
    );
  const blocks: KnownBlock[] = [
    section(`*Design ${design.number}*: ${link(design.link)}, by ${author(design.by)}`),
    input('comment', 'What is to be changed', paragraph(), { optional: false, hint: seen }),
  ];
  return modal('design-send-back', memory, 'Send it back', blocks, 'Send back');
}
