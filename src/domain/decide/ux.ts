import type { Reviewed, UxCommand } from '../commands';
import { applies, isFinished, missingFor } from '../item-state';
import type { Placed } from '../lookup';
import { may } from '../policy';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { mayChange, reviewItem, waitingDesign } from '../ux/review';
import { sees } from '../visibility';
import { accept, already, anyOf, forItem, missingList, readNeeded, readText, whoCan } from './context';
import type { Context, Decision } from './context';
import { readEvidence } from './readings';

type Of<T extends UxCommand['type']> = Extract<UxCommand, { type: T }>;

/** Decides on the review list and the design review: those who do the review, of either side. */
export function decideUx(command: UxCommand, context: Context): Decision {
  const { partner, lifecycle, who } = context;
  const placed = reviewItem(lifecycle);
  if (!placed || !applies(placed, partner) || !sees(who.side, partner, placed))
    return refuse('There is no design review in this onboarding (any more).');
  if (!may.workOn(who, placed, lifecycle))
    return refuse(`The review is for ${anyOf(placed.teams, lifecycle)}: ${whoCan(context, placed.teams)}.`);
  return forItem(placed, context, decide(command, placed, context));
}

function decide(command: UxCommand, placed: Placed, context: Context): Decision {
  switch (command.type) {
    case 'ReviewGuidelines':
      return review(command, context);
    case 'HandInDesign':
      return handIn(command, placed, context);
    case 'SendDesignBack':
      return sendBack(command, placed, context);
  }
}

function review({ verdicts }: Of<'ReviewGuidelines'>, context: Context): Decision {
  const { ux } = context.partner;
  if (verdicts.length === 0) return refuse('Please choose at least one guideline.', 'met');
  const twice = verdicts.find((v, n) => verdicts.findIndex((other) => other.guideline === v.guideline) < n);
  if (twice) return refuse('A guideline is chosen twice. Each has one verdict.', twice.is);
  const news: Reviewed[] = [];
  for (const verdict of verdicts) {
    const read = readVerdict(verdict, context);
    if (isRefusal(read)) return read;
    const before = ux.verdicts[read.guideline];
    const same = before?.is === read.is && before.comment === read.comment && before.link === read.link;
    // A verdict of the partner that the other side shares becomes theirs.
    if (same && !(context.who.side === 'databricks' && before.by.kind === 'person' && before.by.side === 'partner'))
      continue;
    if (!mayChange(context.who, before)) return settled(context, read.is);
    news.push(read);
  }
  return news.length === 0 ? already : accept({ type: 'GuidelinesReviewed', verdicts: news });
}

const settled = ({ lifecycle }: Context, field: string): Refusal =>
  refuse(
    `${lifecycle.sides.databricks} has reviewed one of these already, and only that side changes it. Mend it and hand in the design again.`,
    field,
  );

function readVerdict({ guideline, is, comment, link }: Reviewed, { lifecycle }: Context): Reviewed | Refusal {
  if (!lifecycle.uxGuidelines.some(({ id }) => id === guideline))
    return refuse('One of these guidelines is no longer on the list. Please open the form again.', is);
  const field = is === 'not-applicable' ? 'reason' : 'comment';
  const said = readText(comment, field);
  if (isRefusal(said)) return said;
  if (is === 'not-met' && !said) return refuse('Please say what is not as it should be.', field);
  if (is === 'not-applicable' && !said) return refuse('Please say why it does not apply.', field);
  const shown = readEvidence(link === undefined ? {} : { link });
  if (isRefusal(shown)) return shown;
  return { guideline, is, ...(said && { comment: said }), ...(shown && 'link' in shown && { link: shown.link }) };
}

function handIn(command: Of<'HandInDesign'>, placed: Placed, context: Context): Decision {
  const { partner, lifecycle } = context;
  const shown = readEvidence(command);
  if (isRefusal(shown)) return shown;
  if (!shown || !('link' in shown)) return refuse('Please give the link to the mocks or the video.', 'link');
  const waiting = waitingDesign(partner, lifecycle);
  if (waiting?.link === shown.link && waiting.note === shown.note) return already;
  if (isFinished(placed, partner))
    return refuse(`“${placed.item.title}” is done already. Reopen it first if it is not.`);
  const missing = missingFor(placed, partner, lifecycle);
  if (missing.length > 0)
    return refuse(`The design review is not possible yet. First: ${missingList(missing, context)}.`);
  return accept({ type: 'DesignHandedIn', item: placed.id, ...shown });
}

/** Only the side that runs the programme sends a design back. */
function sendBack({ comment }: Of<'SendDesignBack'>, placed: Placed, context: Context): Decision {
  const { partner, lifecycle, who } = context;
  if (who.side !== 'databricks')
    return refuse(`A design is sent back by ${lifecycle.sides.databricks}. You can hand in another one.`);
  const said = readNeeded(comment, 'comment', 'Please say what is to be changed.');
  if (isRefusal(said)) return said;
  if (waitingDesign(partner, lifecycle)) return accept({ type: 'DesignSentBack', item: placed.id, comment: said });
  return partner.ux.designs.at(-1)?.sentBack?.comment === said
    ? already
    : refuse('No design waits for an answer (any more).');
}
