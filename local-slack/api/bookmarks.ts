import { z } from 'zod';
import { webAddress } from '../../src/domain/web-address';
import { refuse } from '../errors';
import type { Bookmark, Channel } from '../state';
import { filled, joinedChannel, type Method, method, openChannel } from './method';

const most = 100;

function checkLink(link: string): void {
  if (!/^https?:/.test(webAddress(link)?.protocol ?? '')) refuse('invalid_link');
}
const bookmarkOf = (channel: Channel, id: string): Bookmark =>
  channel.bookmarks.find((b) => b.id === id) ?? refuse('not_found');

export const bookmarkMethods: Record<string, Method> = {
  'bookmarks.add': method(
    {
      channel_id: filled,
      title: filled,
      type: z.literal('link'),
      link: filled,
      emoji: z.string().optional(),
      entity_id: z.string().optional(),
      parent_id: z.string().optional(),
    },
    (args, desk) => {
      const channel = openChannel(desk, args.channel_id);
      checkLink(args.link);
      if (channel.bookmarks.length >= most) refuse('too_many_bookmarks');
      const now = desk.ws.seconds();
      const bookmark: Bookmark = {
        id: desk.ws.id('Bk'),
        channel_id: channel.id,
        title: args.title,
        link: args.link,
        emoji: args.emoji ?? '',
        type: 'link',
        date_created: now,
        date_updated: 0,
      };
      channel.bookmarks.push(bookmark);
      desk.ws.changed({ kind: 'channel', channel: channel.id });
      return { bookmark };
    },
  ),
  'bookmarks.edit': method(
    {
      channel_id: filled,
      bookmark_id: filled,
      title: filled.optional(),
      link: filled.optional(),
      emoji: z.string().optional(),
    },
    (args, desk) => {
      const channel = openChannel(desk, args.channel_id);
      const bookmark = bookmarkOf(channel, args.bookmark_id);
      if (args.link !== undefined) checkLink(args.link);
      bookmark.title = args.title ?? bookmark.title;
      bookmark.link = args.link ?? bookmark.link;
      bookmark.emoji = args.emoji ?? bookmark.emoji;
      bookmark.date_updated = desk.ws.seconds();
      desk.ws.changed({ kind: 'channel', channel: channel.id });
      return { bookmark };
    },
  ),
  'bookmarks.list': method({ channel_id: filled }, (args, desk) => ({
    bookmarks: joinedChannel(desk, args.channel_id).bookmarks,
  })),
  'bookmarks.remove': method(
    { channel_id: filled, bookmark_id: filled, quip_section_id: z.string().optional() },
    (args, desk) => {
      const channel = openChannel(desk, args.channel_id);
      const bookmark = bookmarkOf(channel, args.bookmark_id);
      channel.bookmarks = channel.bookmarks.filter((other) => other !== bookmark);
      desk.ws.changed({ kind: 'channel', channel: channel.id });
      return {};
    },
  ),
};
