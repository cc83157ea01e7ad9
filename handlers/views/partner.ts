import { partnerEditedModal } from '../../blocks/partner-edited';
import { partnerOpenedModal } from '../../blocks/partner-opened';
import { dateOf } from '../../src/domain/calendar';
import type { ChangeDetails, CreatePartner } from '../../src/domain/commands';
import { newPartnerProblems } from '../../src/domain/decide/partner';
import { channelId, partnerId, teamId } from '../../src/domain/ids';
import { isRefusal, refuse, together, type Refusal } from '../../src/domain/refusal';
import { isRefusedWith } from '../../src/slack/problems';
import type { Answers } from './answers';
import { splitEmails } from './people';
import { dayIn, execute, pick, type Submission, type ViewHandler } from './submission';

/** Opens an onboarding. The form's id becomes the partner's, so that the same form sent twice makes one partner. */
export const newPartner: ViewHandler<'new-partner'> = async (_memory, submission) => {
  const { answers, services, actor } = submission;
  const [picked, adopt] = await Promise.all([pickedPeople(submission), adoptedChannel(submission)]);
  const { target, ...given } = details(answers);
  const command = {
    ...given,
    ...(!isRefusal(target) && target && { targetGaDate: target }),
    people: picked.flatMap((one) => (isRefusal(one) ? [] : [one])),
    invitations: splitEmails(answers.one('invitations')),
    ...(!isRefusal(adopt) && adopt && { adopt }),
  };
  const faults = [...picked, target, adopt].filter(isRefusal);
  const now = whenOf(services);
  // All that is wrong is said at once: what Slack was asked about, and what the rules say of the rest.
  if (faults.length > 0) {
    const more = newPartnerProblems(command, services.lifecycle, now.today);
    return together([...faults, ...more]) ?? {};
  }
  const id = partnerId.parse(submission.view);
  const done = await services.onboarding.execute(id, { type: 'CreatePartner', id, ...command }, actor);
  return isRefusal(done) ? done : { next: partnerOpenedModal(done.partner, services.lifecycle, now) };
};

/** Saves what the person changed; what they left alone may have been changed by somebody else meanwhile. */
export const editPartner: ViewHandler<'edit-partner'> = async ({ p }, submission) => {
  const { answers, services, actor } = submission;
  const { name, integrationType, clouds, target = null, notes = '' } = details(answers);
  if (isRefusal(target)) return target;
  const command: ChangeDetails = {
    type: 'ChangeDetails',
    ...(answers.changed('name') && { name }),
    ...(answers.changed('integrationType') && { integrationType }),
    ...(answers.changed('clouds') && { clouds }),
    ...(answers.changed('targetGaDate') && { targetGaDate: target }),
    ...(answers.changed('notes') && { notes }),
  };
  const done = await services.onboarding.execute(p, command, actor);
  return isRefusal(done)
    ? done
    : { next: partnerEditedModal(done.events, done.partner, services.lifecycle, whenOf(services)) };
};

export const closePartner: ViewHandler<'close-partner'> = ({ p }, submission) => {
  const { answers } = submission;
  return execute(submission, p, { type: 'ClosePartner', reason: answers.text('reason'), ...answers.given('note') });
};

export const reopenPartner: ViewHandler<'reopen-partner'> = ({ p }, submission) =>
  execute(submission, p, { type: 'ReopenPartner', ...submission.answers.given('note') });

function details(answers: Answers) {
  return {
    name: answers.text('name'),
    integrationType: answers.text('integrationType'),
    clouds: answers.many('clouds'),
    target: dayIn(answers, 'targetGaDate'),
    ...answers.given('notes'),
  };
}

function whenOf({ clock, lifecycle }: Submission['services']) {
  const now = clock();
  return { now, today: dateOf(now, lifecycle.zone) };
}

/** Returns whom the form names for each team; a refusal in place of each who cannot hold a role. */
function pickedPeople(submission: Submission): Promise<readonly (CreatePartner['people'][number] | Refusal)[]> {
  const { teams } = submission.services.lifecycle;
  const chosen = teams.flatMap((team) => {
    const user = submission.answers.one(team.id);
    return user === undefined ? [] : [{ team: teamId.parse(team.id), user }];
  });
  return Promise.all(
    chosen.map(async ({ team, user }) => {
      const picked = await pick(submission, user, team);
      return isRefusal(picked) ? picked : { ...picked, team };
    }),
  );
}

/** Returns the existing channel to use, when one was chosen; the bot must be able to see it. */
async function adoptedChannel({ answers, services }: Submission) {
  const chosen = answers.one('channel');
  if (chosen === undefined) return undefined;
  try {
    const { channel } = await services.client.conversations.info({ channel: chosen });
    if (channel?.is_archived) return refuse('That channel is archived. Please choose another one.', 'channel');
    if (channel?.is_general)
      return refuse(
        'That is everybody’s channel, and cannot be shared with a partner. Please choose another one.',
        'channel',
      );
    return { channel: channelId.parse(chosen), name: channel?.name ?? chosen };
  } catch (error) {
    if (!isRefusedWith(error, 'channel_not_found')) throw error;
    return refuse('The bot cannot see that channel. Invite it there with /invite, then submit again.', 'channel');
  }
}
