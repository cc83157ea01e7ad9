import type { Channel, Message, Person } from '../state';
import type { Workspace } from '../workspace';

/** A person writes a message: mentions become references, and the bot hears of it where it may. */

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function withMentions(ws: Workspace, typed: string): string {
  const escaped = typed.replaceAll(/[&<>]/g, (char) => escapes[char] ?? char);
  const handles = ws.state.people.map((p) => ({ handle: p.handle, id: p.id }));
  const known = [...handles, { handle: 'bot', id: ws.app.botUserId }].sort((a, b) => b.handle.length - a.handle.length);
  return known.reduce(
    (text, { handle, id }) =>
      text.replaceAll(new RegExp(`(?<![\\w<])@${handle.replaceAll('.', '\\.')}(?![\\w-])`, 'g'), `<@${id}>`),
    escaped,
  );
}

export function speak(ws: Workspace, person: Person, channel: Channel, typed: string, threadTs?: string): Message {
  const message = ws.post(channel, {
    user: person.id,
    team: person.teamId,
    text: withMentions(ws, typed),
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
  });
  const event = {
    user: person.id,
    ts: message.ts,
    text: message.text,
    team: person.teamId,
    channel: channel.id,
    event_ts: message.ts,
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    ...(ws.isExternal(person) ? foreign(person) : {}),
  };
  const channelType = { public: 'channel', private: 'group', im: 'im' }[channel.kind];
  ws.happened({ type: 'message', ...event, channel_type: channelType }, channel);
  const mentioned = message.text.includes(`<@${ws.app.botUserId}>`);
  if (mentioned && channel.kind !== 'im') ws.happened({ type: 'app_mention', ...event }, channel);
  return message;
}

const foreign = (person: Person) => ({
  user_team: person.teamId,
  source_team: person.teamId,
  user_profile: {
    name: person.handle,
    real_name: person.name,
    display_name: person.handle,
    first_name: person.name.split(' ')[0] ?? '',
    team: person.teamId,
    is_restricted: person.guest,
    is_ultra_restricted: false,
  },
});
