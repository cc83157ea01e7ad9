import { memo, type ReactNode } from 'react';
import { type Block as KitBlock, Message } from 'slack-blocks-to-jsx';
import type { Block } from '../../../block-kit/blocks';
import type { Text } from '../../../block-kit/text';
import { useChannel, usePerson, useZone } from '../people';
import { useSeen, useStore } from '../store';
import { addressOf } from '../ui/place';
import { useTheme } from '../ui/theme';
import { instantOf, slackDate } from '../ui/time';

/** Blocks that only show something. Names and times are ours: they follow the workspace and the reader's zone. */

function Mention({ id }: { id: string }) {
  const { me } = useStore();
  const person = usePerson(id);
  return <span className={id === me ? 'mention mention-me' : 'mention'}>@{person?.name ?? id}</span>;
}

function ChannelLink({ id }: { id: string }) {
  const { me } = useStore();
  const channel = useChannel(id);
  if (!channel) return <span className="mention">#a channel you are not in</span>;
  return (
    <a className="mention" href={addressOf({ person: me, channel: id })}>
      #{channel.name}
    </a>
  );
}

function GroupMention({ id }: { id: string }) {
  const group = useSeen((state) => state.groups.find((one) => one.id === id));
  return <span className="mention">@{group?.handle ?? id}</span>;
}

function DateShown({ timestamp, pattern, fallback }: { timestamp: string; pattern: string; fallback: string }) {
  const zone = useZone();
  const ahead = useSeen((state) => state.clock.ahead);
  const at = instantOf(timestamp);
  return (
    <time dateTime={new Date(at).toISOString()} title={fallback}>
      {slackDate(pattern, at, zone, Date.now() + ahead)}
    </time>
  );
}

const hooks = {
  user: ({ id }: { id: string }): ReactNode => <Mention id={id} />,
  channel: ({ id }: { id: string }): ReactNode => <ChannelLink id={id} />,
  usergroup: ({ id }: { id: string }): ReactNode => <GroupMention id={id} />,
  atHere: (): ReactNode => <span className="mention">@here</span>,
  atChannel: (): ReactNode => <span className="mention">@channel</span>,
  atEveryone: (): ReactNode => <span className="mention">@everyone</span>,
  date: ({ timestamp, format, fallback }: { timestamp: string; format: string; fallback: string }): ReactNode => (
    <DateShown timestamp={timestamp} pattern={format} fallback={fallback} />
  ),
};

type Section = Extract<Block, { type: 'section' }>;
type Image = Extract<Section['accessory'], { type: 'image' }>;
export type DisplayedBlock =
  | Exclude<Block, { type: 'actions' | 'input' | 'section' | 'table' }>
  | Extract<KitBlock, { type: 'table' | 'header' }>
  | (Omit<Section, 'accessory'> & { accessory?: Image });

/** Slack's `verbatim` leaves names and links alone that stand bare; the library would leave out every mark. */
const marked = <T extends Text>(text: T): T => (text.type === 'mrkdwn' ? { ...text, verbatim: false } : text);

function withMarks(block: DisplayedBlock): DisplayedBlock {
  if (block.type === 'context')
    return { ...block, elements: block.elements.map((one) => (one.type === 'image' ? one : marked(one))) };
  // Below the channel's name, which is the first heading.
  if (block.type === 'header') return { ...block, level: 2 };
  if (block.type !== 'section') return block;
  const { text, fields } = block;
  return { ...block, ...(text ? { text: marked(text) } : {}), ...(fields ? { fields: fields.map(marked) } : {}) };
}

export const Displayed = memo(function Displayed({ blocks }: { blocks: DisplayedBlock[] }) {
  const [theme] = useTheme();
  return <Message blocks={blocks.map(withMarks)} hooks={hooks} theme={theme} withoutWrapper logo="" name="" />;
});

/** A line of Slack's own marks, such as a message without blocks. */
export const Mrkdwn = memo(function Mrkdwn({ text }: { text: string }) {
  return <Displayed blocks={[{ type: 'section', text: { type: 'mrkdwn', text } }]} />;
});
