import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/** A message that the stub Slack has taken: under which key, and when. */
export interface Post {
  readonly at: number;
  readonly key: string;
}

const metadata = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.object({ event_payload: z.object({ key: z.string() }) }))
  .transform(({ event_payload: { key } }) => key);
const answer = z.object({ refused: z.number(), posts: z.array(z.object({ at: z.number(), metadata })) });

/** Waits until so many messages have come, each once, and none more; returns them with how many were refused. */
export async function awaitPosts(
  slackUrl: string,
  count: number,
): Promise<{ readonly posts: readonly Post[]; readonly refused: number }> {
  const posts: Post[] = [];
  let refused = 0;
  const take = async () => {
    const got = answer.parse(await (await fetch(`${slackUrl}posts`)).json());
    posts.push(...got.posts.map(({ at, metadata: key }) => ({ at, key })));
    refused += got.refused;
  };
  while (posts.length < count) {
    await sleep(100);
    await take();
  }
  await sleep(1500); // Whatever comes twice comes by the next tick.
  await take();
  const different = new Set(posts.map(({ key }) => key)).size;
  if (posts.length !== count || different !== count)
    throw new Error(`${posts.length} messages came, ${different} different, instead of ${count}`);
  return { posts, refused };
}

export const last = (posts: readonly Post[]): number => Math.max(...posts.map(({ at }) => at));
