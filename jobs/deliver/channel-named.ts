import { z } from 'zod';
import { channelId } from '../../src/domain/ids';
import type { Courier } from './courier';

const listed = z.looseObject({ id: channelId, name: z.string(), creator: z.string().optional() });

/** Returns the channel of a name, of those that the bot can see; nothing when there is none. Throws Slack's errors. */
export async function channelNamed(
  client: Courier['client'],
  name: string,
  { withArchived }: { readonly withArchived: boolean },
): Promise<z.infer<typeof listed> | undefined> {
  let cursor: string | undefined;
  do {
    const page = await client.conversations.list({
      types: 'public_channel,private_channel',
      limit: 1000,
      ...(!withArchived && { exclude_archived: true }),
      ...(cursor && { cursor }),
    });
    const found = z
      .array(listed)
      .parse(page.channels ?? [])
      .find((channel) => channel.name === name);
    if (found) return found;
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);
  return undefined;
}
