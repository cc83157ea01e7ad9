import { z } from 'zod';
import { keysOf } from '../../src/store/keys';
import { News } from '../../src/store/news';
import { useTestRedis } from '../support/redis';
import { workspace } from './sample';

const redis = useTestRedis();

test('what is no news, by its form or by not being JSON, is passed over, and the next is heard', async () => {
  const keys = keysOf(workspace);
  const news = new News(redis.client(), keys, z.object({ group: z.string() }));
  const first = new Promise((heard, fails) => {
    const gap = async () => {
      for (const text of ['{"group":', 'null', '{"group":7}']) await redis.client().publish(keys.news, text);
      await news.tell({ group: 'S1' });
    };
    news.hear(redis.client(), { news: heard, gap: () => void gap().catch(fails) }, fails);
  });
  expect(await first).toEqual({ group: 'S1' });
});
