import type { KnownBlock } from '@slack/types';
import { canWithdraw } from '../src/domain/invitations';
import type { Invitation, Partner } from '../src/domain/partner';
import { button, confirmation, row } from './kit';
import type { Surface } from './surface';
import { truncate } from './text';

/** Invitations to the channel that can be taken back: a wrong address, or one that nobody answers. */

const most = 5;

/** The next ones come up when these are withdrawn. */
export function withdrawals({ id, invitations }: Partner, emails: readonly string[], from: Surface): KnownBlock[] {
  const open = emails.flatMap((email) => {
    const state = invitations[email];
    return state && canWithdraw(state) ? [{ email, state }] : [];
  });
  return row(
    ...open.slice(0, most).map(({ email, state }, n) =>
      button(
        `Withdraw ${truncate(email, 40)}`,
        'withdraw-invitation',
        { p: id, email, from },
        {
          suffix: n,
          label: `Withdraw ${email}: the invitation`,
          confirm: confirmation('Withdraw the invitation?', whatHappens(email, state), 'Withdraw'),
        },
      ),
    ),
  );
}

function whatHappens(email: string, { status }: Invitation): string {
  const who = truncate(email, 100);
  return status === 'invited'
    ? `${who} is no longer waited for. The email that Slack sent stays valid until somebody revokes it in Slack.`
    : `${who} is not invited, and stands here no longer.`;
}
