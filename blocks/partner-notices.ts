import { closeReasonTitle } from '../src/domain/lookup';
import type { Notice, Partner } from '../src/domain/partner';
import type { Lifecycle } from '../src/lifecycle/schema';
import { context, row } from './kit';
import { told } from './message';
import { show } from './navigation';
import type { Picture } from './picture';
import { name, oneLine } from './text';
import { whoCoordinates } from './words';

/** The onboarding was closed, or goes on. */
export function closingNotice(
  notice: Extract<Notice, { kind: 'closed' | 'reopened' }>,
  partner: Partner,
  lifecycle: Lifecycle,
): Picture {
  if (!partner.closed)
    return told(
      [
        `The onboarding of *${name(partner.name)}* goes on.`,
        ...(notice.kind === 'reopened' && notice.note ? [oneLine(notice.note, 1500)] : []),
      ],
      ...row(show(partner.id, { s: 'status' }), show(partner.id, { s: 'checklist', page: 0 })),
    );
  const { reason, note } = partner.closed;
  const why = oneLine(closeReasonTitle(lifecycle, reason));
  const said = note ? [oneLine(note, 1500)] : [];
  return told(
    [`The onboarding of *${name(partner.name)}* is closed: ${why}.`, ...said],
    context(`Everything is kept. It can be reopened by ${whoCoordinates(partner, lifecycle)}.`),
    ...row(show(partner.id, { s: 'status' }), show(partner.id, { s: 'log' })),
  );
}

/** To the coordinator: the channel was archived or deleted, or is there again. */
export function lostNotice({ id, name: called, channel }: Partner): Picture {
  const buttons = row(show(id, { s: 'set-up' }), show(id, { s: 'status' }));
  switch (channel.is) {
    case 'archived':
      return told(
        [
          `⚠️ The channel ${oneLine(channel.name)} of *${name(called)}* was archived.`,
          'Nothing can be posted there until somebody unarchives it; nothing is lost.',
        ],
        ...buttons,
      );
    case 'deleted':
      return told(
        [
          `⚠️ The channel ${oneLine(channel.name)} of *${name(called)}* was deleted.`,
          'The onboarding is kept. Open Set-up to make a new channel.',
        ],
        ...buttons,
      );
    default:
      return told([`The channel of *${name(called)}* is there again.`], ...buttons);
  }
}
