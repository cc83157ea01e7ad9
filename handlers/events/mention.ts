import { simpleMessage } from '../../blocks/message';
import type { Picture } from '../../blocks/picture';
import { apologise } from '../answer';
import { runCommand } from '../commands';
import { eventPayloads, plainOf } from '../payloads';
import type { Services } from '../services';
import { whisper } from '../whisper';

/**
 * `@bot status`: what `/pc status` does, for people who cannot type slash commands. Answers privately where the
 * person wrote. A form cannot be opened from a mention, so commands that ask for one show the message with its button.
 */
export async function mentioned(event: unknown, services: Services): Promise<void> {
  const mention = eventPayloads.mention.parse(event);
  const { user, user_team: team, channel, thread_ts: thread, ts: under } = mention;
  const picture = await answer(mention, services).catch((error: unknown) =>
    apologise(services, error, 'a mention', { saves: false }),
  );
  const home = await services.people.actor(user, team).then(
    (actor) => actor.home,
    () => false,
  );
  await whisper(services, { user, home, channel, thread, under }, picture);
}

async function answer(
  { user, user_team: team, text, channel }: ReturnType<typeof eventPayloads.mention.parse>,
  services: Services,
): Promise<Picture> {
  const actor = await services.people.actor(user, team);
  const partner = await services.onboarding.inChannel(channel);
  const words = plainOf(askedIn(text, services.identity.botUserId));
  const answered = await runCommand({ services, actor, channel, ...(partner && { partner }) }, words);
  if ('picture' in answered) return answered.picture;
  return answered.button?.() ?? simpleMessage('That needs a form, which opens with `/pc` only.');
}

/** What stands behind the mention of the bot; when nothing does, as in “status @bot”, what stands before it. */
function askedIn(text: string, bot: string): string {
  const [before = '', ...behind] = text.split(new RegExp(`<@${bot}(?:\\|[^>]*)?>`));
  const words = (parts: readonly string[]): string => parts.join(' ').replaceAll(/<@[^>]*>/g, ' ');
  return words(behind).trim() || words([before]);
}
