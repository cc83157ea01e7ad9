import type { Found, Session } from '..';

/** What a terminal shows of somebody's Slack: what is in view, and what can be clicked and set there, by number. */
export function screenOf(me: Session, lastMessages: number): string {
  const text = me.modal() ?? channelText(me, lastMessages);
  const things = me.things(lastMessages).map((found, n) => `  ${n + 1}  ${label(found)}${elsewhere(found, me)}`);
  const notices = me.notices().map((notice) => `! ${notice}`);
  return [text, ...things, ...notices].join('\n');
}

/** The channel that somebody is in, by name. */
export function placeOf(me: Session): string {
  try {
    const channel = me.channel();
    return channel.kind === 'im' ? '@bot' : `#${channel.name}`;
  } catch {
    return nowhere;
  }
}

/** Where somebody is who has gone to no channel yet. */
export const nowhere = '(nowhere yet)';

function channelText(me: Session, lastMessages: number): string {
  const place = placeOf(me);
  if (place === nowhere) return `You are in no channel yet: go <channel>, or accept <email>`;
  const seen = me.messages().slice(-lastMessages);
  const lines = seen.map(
    (m) => `${m.from}${m.ephemeral ? ' (only visible to you)' : ''}:\n  ${m.text.replaceAll('\n', '\n  ')}`,
  );
  return [`${place} ${me.channel().topic}`, ...lines].join('\n');
}

/** What does not stand in the channel in view: where it does, and of what message it is. */
function elsewhere({ surface }: Found, me: Session): string {
  if (surface.kind === 'view' || surface.channel.id === me.channel().id) return '';
  const { kind, name } = surface.channel;
  return `  in ${kind === 'im' ? '@bot' : `#${name}`}: ${surface.message.text.split('\n')[0]?.slice(0, 60) ?? ''}`;
}

function label({ placed }: Found): string {
  const { element, block } = placed;
  if (element.type === 'button') return `[${element.text.text}]`;
  const label =
    block.type === 'input' ? block.label.text : 'placeholder' in element ? element.placeholder?.text : undefined;
  const beside = block.type === 'section' ? block.text?.text.split('\n')[0] : undefined;
  const options = 'options' in element ? element.options?.map((o) => o.text.text).slice(0, 12) : undefined;
  return `${label ?? beside ?? element.action_id ?? ''} ‹${element.type.replaceAll('_', ' ')}›${options ? ` ${options.join(' | ')}` : ''}`;
}
