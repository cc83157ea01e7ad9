import type { ModalView } from '@slack/types';
import { closeReasonTitle } from '../src/domain/lookup';
import type { Lifecycle } from '../src/lifecycle/schema';
import type { Form } from './form-parts';
import { input, menu, modal, option, paragraph, section } from './kit';
import { name, oneLine } from './text';

/** Asks why an onboarding ends. */
export function closePartnerModal({ partner, lifecycle: { closeReasons }, memory }: Form<'close-partner'>): ModalView {
  const options = closeReasons.slice(0, 100).map((reason) => option(reason.title, reason.id));
  return modal(
    'close-partner',
    memory,
    'Close onboarding',
    [
      section(`The onboarding of *${name(partner.name)}* ends here. Everything is kept, and it can be reopened.`),
      input('reason', 'Why', menu(options, undefined, 'Choose a reason'), { optional: false }),
      input('note', 'A word to everybody', paragraph(), { hint: noteHint(closeReasons) }),
    ],
    'Close onboarding',
  );
}

function noteHint(closeReasons: Lifecycle['closeReasons']): string {
  const needing = closeReasons.filter(({ needsNote }) => needsNote).map(({ title }) => `“${title}”`);
  return `Reason and note are shown in the shared channel.${needing.length > 0 ? ` Needed for ${needing.join(', ')}.` : ''}`.slice(
    0,
    2000,
  );
}

/** Resumes a closed onboarding. */
export function reopenPartnerModal({ partner, lifecycle, memory }: Form<'reopen-partner'>): ModalView {
  if (!partner.closed) {
    const open = `The onboarding of ${name(partner.name)} is not closed.`;
    return modal('reopen-partner', memory, 'Reopen onboarding', [section(open)]);
  }
  const { reason } = partner.closed;
  const why = oneLine(closeReasonTitle(reason, lifecycle));
  return modal(
    'reopen-partner',
    memory,
    'Reopen onboarding',
    [
      section(`*${name(partner.name)}* was closed: ${why}. It goes on where it stopped.`),
      input('note', 'A word to everybody', paragraph(), { hint: 'It is shown in the shared channel.' }),
    ],
    'Reopen',
  );
}
