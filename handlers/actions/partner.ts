import { simpleMessage } from '../../blocks/message';
import { show } from '../../blocks/navigation';
import { isRefusal } from '../../src/domain/refusal';
import { channelNow } from '../../src/slack/channel-facts';
import { closePartnerForm, editPartnerForm, reopenPartnerForm, type FormOrWhyNot } from '../partner-forms';
import { formFor } from '../visit';
import { executeAndShow, onPartner, originOf, type ActionHandler } from './click';

const opening =
  (formOf: FormOrWhyNot): ActionHandler<'edit-partner' | 'close-partner' | 'reopen-partner'> =>
  ({ p }, click) =>
    onPartner({ p }, click, (visited) => {
      const form = formOf(formFor(visited, { p, ...originOf(click, { s: 'status' }) }));
      return isRefusal(form) ? { tell: simpleMessage(form.message) } : { modal: form };
    });

export const editPartner = opening(editPartnerForm);
export const closePartner = opening(closePartnerForm);
export const reopenPartner = opening(reopenPartnerForm);

/**
 * Takes the failed steps of the set-up again, after a look at how the channel is now. The coordinator's report is a living message:
 * it needs no copy beside it, but it may stand far up.
 */
export const retrySetUp: ActionHandler<'retry-set-up'> = (value, click) =>
  onPartner(value, click, async (visited) => {
    const { channel } = visited.partner;
    const facts = channel.is === 'none' ? [] : await channelNow(click.services, channel.id);
    if (facts.length > 0) await click.services.onboarding.record(value.p, facts);
    const reply = await executeAndShow(click, visited, { type: 'RetrySetUp' }, { s: 'set-up' });
    return 'show' in reply && !click.ephemeral
      ? { tell: simpleMessage('I try again now. *Set-up* shows how it goes.', [show(value.p, { s: 'set-up' })]) }
      : reply;
  });
