import type { Instant, ItemId } from '../src/domain/ids';
import { lookup } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import { itemsFor, nextSteps, type ItemView } from '../src/domain/progress';
import type { Lifecycle } from '../src/lifecycle/schema';
import { row } from './kit';
import { told } from './message';
import { show } from './navigation';
import { nextLines } from './next-lines';
import type { Picture } from './picture';
import { changed } from './sign-offs';
import { oneLine } from './text';
import { author, role, title } from './words';

/** How many people one notice may ping. */
const mostMentions = 2;

/** What a sign-off's notice says; of one that the partner may not see, only that something moved. */
export function signOffNotice(id: ItemId, again: boolean, partner: Partner, lifecycle: Lifecycle): Picture {
  const items = itemsFor('partner', partner, lifecycle);
  const gate = items.find((i) => i.id === lookup(lifecycle).byId.get(id)?.id);
  const buttons = row(show(partner.id, { s: 'sign-offs' }), show(partner.id, { s: 'status' }));
  if (!gate) return told(['The sign-offs have changed.'], ...buttons);
  const { signOff } = gate;
  if (signOff?.is === 'given') {
    const by = signOff.by.kind === 'person' ? signOff.by.person : undefined;
    const comment = signOff.comment ? [`“${oneLine(signOff.comment, 600)}”`] : [];
    const given = `✅ *${title(gate)}* was given${again ? ' again' : ''} by ${author(signOff.by)} (${role(signOff.team, lifecycle)}).`;
    return told(
      [
        given,
        ...comment,
        ...nextLines(after(gate, items), partner, lifecycle, { actor: by, known: wasNext(gate, items) }),
      ],
      ...buttons,
    );
  }
  const why =
    signOff?.is === 'taken-back'
      ? `was taken back by ${author(signOff.by)}: “${oneLine(signOff.reason, 600)}”`
      : signOff?.is === 'reopened'
        ? `must be given again, since ${changed(signOff.because, partner, lifecycle, 'partner')} changed.`
        : 'is not given.';
  const next = gate.standing === 'ready' ? nextLines([gate], partner, lifecycle) : [];
  return told([`↩️ *${title(gate)}* ${why}`, ...next], ...buttons);
}

/** Who was told to be next by the notice of an earlier sign-off, in the turn that they still have. */
function wasNext(gate: ItemView, items: readonly ItemView[]): (next: ItemView) => boolean {
  const told = items.flatMap((before) => {
    const { signOff } = before;
    if (before.id === gate.id || signOff?.is !== 'given' || signOff.at >= (givenAt(gate) ?? 0)) return [];
    return after(before, asOf(signOff.at, items)).map(({ id }) => ({ id, at: signOff.at }));
  });
  return ({ id, since }) => told.some((one) => one.id === id && one.at >= since);
}

/** The items as they stood at an earlier sign-off: what was given since was still to be given, what came up since was not there. */
const asOf = (at: Instant, items: readonly ItemView[]): readonly ItemView[] =>
  items.map((i) => {
    if ((givenAt(i) ?? 0) > at) return { ...i, standing: 'ready' };
    return i.standing === 'ready' && i.since > at ? { ...i, standing: 'waiting' } : i;
  });

const givenAt = ({ signOff }: ItemView): Instant | undefined => (signOff?.is === 'given' ? signOff.at : undefined);

/** What is next after a sign-off: what waited for it, then the other gates; else whatever comes first. */
function after(gate: ItemView, items: readonly ItemView[]): readonly ItemView[] {
  const steps = nextSteps(items).filter((i) => !i.optional);
  const rank = (i: ItemView) => (i.needs.includes(gate.id) ? 0 : i.item.kind === 'task' ? 2 : 1);
  const near = steps.filter((i) => rank(i) < 2).toSorted((a, b) => rank(a) - rank(b));
  return near.length > 0 ? near.slice(0, mostMentions) : steps.slice(0, 1);
}
