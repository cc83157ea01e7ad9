import { nextAfter, wasNext } from '../src/domain/after-sign-off';
import type { ItemId } from '../src/domain/ids';
import { lookup } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import { itemsFor } from '../src/domain/progress';
import type { Lifecycle } from '../src/lifecycle/schema';
import { row } from './kit';
import { told } from './message';
import { show } from './navigation';
import { nextLines } from './next-lines';
import type { Picture } from './picture';
import { changed } from './sign-offs';
import { oneLine } from './text';
import { author, role, title } from './words';

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
        ...nextLines(nextAfter(gate, items), partner, lifecycle, { actor: by, known: wasNext(gate, items) }),
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
