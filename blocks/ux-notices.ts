import type { ItemId } from '../src/domain/ids';
import { lookup } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import { itemsFor } from '../src/domain/progress';
import type { Lifecycle } from '../src/lifecycle/schema';
import { row } from './kit';
import { told } from './message';
import { show } from './navigation';
import type { Picture } from './picture';
import { link, mention, oneLine } from './text';
import { author, title } from './words';

/** A design was handed in, or sent back: it pings the one whose turn it is. */
export function designNotice(id: ItemId, partner: Partner, lifecycle: Lifecycle): Picture {
  const last = partner.ux.designs.at(-1);
  const view = itemsFor('partner', partner, lifecycle).find((i) => i.id === lookup(lifecycle).byId.get(id)?.id);
  const see = show(partner.id, { s: 'ux' });
  if (!last || !view) return told(['The design review has changed.'], ...row(see));
  const { number, by, note, sentBack } = last;
  if (sentBack) {
    const { by: handedIn } = last;
    const turn = handedIn.kind === 'person' ? [`Next: another design · ${mention(handedIn.person)}`] : [];
    return told(
      [`↩️ *Design ${number} was sent back* by ${author(sentBack.by)}: “${oneLine(sentBack.comment, 1500)}”`, ...turn],
      ...row(see),
    );
  }
  const reviewer = view.turn.side === 'databricks' ? view.turn.person : undefined;
  return told(
    [
      `🎨 *Design ${number}* was handed in by ${author(by)}: ${link(last.link)}`,
      ...(note ? [`“${oneLine(note, 600)}”`] : []),
      ...(view.standing === 'ready' && reviewer ? [`Next: *${title(view)}* · ${mention(reviewer.person)}`] : []),
    ],
    ...row(see),
  );
}
