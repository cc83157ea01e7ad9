import { partnerEditedModal } from '../../blocks/partner-edited';
import { partnerOpenedModal } from '../../blocks/partner-opened';
import type { ChangeDetails, CreatePartner, Picked } from '../../src/domain/commands';
import { channelId, partnerId, teamId } from '../../src/domain/ids';
import { isRefusal, refuse, type Refusal } from '../../src/domain/refusal';
import { isRefusedWith } from '../../src/slack/problems';
import type { Answers } from './answers';
import { splitEmails } from './people';
import { dayIn, execute, pick, type Submission, type ViewHandler } from './submission';

/** Opens an onboarding. The form's id becomes the partner's, so that the same form sent twice makes one partner. */
export const newPartner: ViewHandler<'new-partner'> = async (_memory, submission) => {
  const { answers, services, actor } = submission;
  const people = await pickedPeople(submission);
  if (isRefusal(people)) return people;
  const adopt = await adoptedChannel(submission);
  if (isRefusal(adopt)) return adopt;
  const given = details(answers);
  if (isRefusal(given)) return given;
  const id = partnerId.parse(submission.view);
  const done = await services.onboarding.execute(
    id,
    {
      type: 'CreatePartner',
      id,
      ...given,
      people,
      invitations: splitEmails(answers.one('invitations')),
      ...(adopt && { adopt }),
    },
    actor,
  );
  return isRefusal(done) ? done : { next: partnerOpenedModal(done.partner) };
};

/** Saves what the person changed; what they left alone may have been changed by somebody else meanwhile. */
export const editPartner: ViewHandler<'edit-partner'> = async ({ p }, submission) => {
  const { answers, services, actor } = submission;
  const given = details(answers);
  if (isRefusal(given)) return given;
  const { name, integrationType, clouds, targetGaDate = null, notes = '' } = given;
  const command: ChangeDetails = {
    type: 'ChangeDetails',
    ...(answers.changed('name') && { name }),
    ...(answers.changed('integrationType') && { integrationType }),
    ...(answers.changed('clouds') && { clouds }),
    ...(answers.changed('targetGaDate') && { targetGaDate }),
    ...(answers.changed('notes') && { notes }),
  };
  const done = await services.onboarding.execute(p, command, actor);
  return isRefusal(done) ? done : { next: partnerEditedModal(done.events, done.partner, services.lifecycle) };
};

export const closePartner: ViewHandler<'close-partner'> = ({ p }, submission) => {
  const { answers } = submission;
  return execute(submission, p, { type: 'ClosePartner', reason: answers.text('reason'), ...answers.given('note') });
};

export const reopenPartner: ViewHandler<'reopen-partner'> = ({ p }, submission) =>
  execute(submission, p, { type: 'ReopenPartner', ...submission.answers.given('note') });

function details(answers: Answers) {
  const target = dayIn(answers, 'targetGaDate');
  if (isRefusal(target)) return target;
  return {
    name: answers.text('name'),
    integrationType: answers.text('integrationType'),
    clouds: answers.many('clouds'),
    ...(target !== undefined && { targetGaDate: target }),
    ...answers.given('notes'),
  };
}

async function pickedPeople(submission: Submission): Promise<CreatePartner['people'] | Refusal> {
  const { teams } = submission.services.lifecycle;
  const chosen = teams.flatMap((team) => {
    const user = submission.answers.one(team.id);
    return user === undefined ? [] : [{ team: teamId.parse(team.id), user }];
  });
  const looked = await Promise.all(
    chosen.map(async ({ team, user }) => ({ team, picked: await pick(submission, user, team) })),
  );
  const people: (Picked & { team: (typeof looked)[number]['team'] })[] = [];
  for (const { team, picked } of looked) {
    if (isRefusal(picked)) return picked;
    people.push({ ...picked, team });
  }
  return people;
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
