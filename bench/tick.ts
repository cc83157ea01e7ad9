import { Timetable } from '../jobs/timetable';
import { partnerId, instant, later } from '../src/domain/ids';
import { connectStore } from '../src/store/connect';
import { Store } from '../src/store/store';
import { median, ratio, title } from './figures';
import { onStage } from './stage';

/** What a tick costs with 10,000 partners of whom none is due, beside one with 10. */
const [few, many] = [10, 10_000];
const looks = 5000;
const clock = () => instant.parse(Date.now());

onStage(async ({ redisUrl }) => {
  const redis = connectStore(redisUrl, () => undefined);
  const sides = await Promise.all(
    [few, many].map(async (count) => {
      const store = new Store(redis, { workspace: `T0TICK${count}` });
      for (let n = 0; n < count; n += 1)
        await store.defer(partnerId.parse(`bench-${n}`), later(clock(), 3_600_000 + n * 1000));
      const timetable = new Timetable({ clock, aheadMs: 1500, lostAfterMs: 30_000, handOut: () => undefined });
      const times: number[] = [];
      return { store, timetable, times };
    }),
  );
  for (let look = 0; look < looks; look += 1) {
    for (const { store, timetable, times } of look % 2 === 0 ? sides : sides.toReversed()) {
      const begun = performance.now();
      const due = timetable.tell(await store.upcoming(timetable.horizon(), 10_000));
      times.push(performance.now() - begun);
      if (due.length > 0) throw new Error(`${due.length} are due`);
    }
  }
  title(`A tick with ${many} partners, none due, median of ${looks}`);
  const [small = [], large = []] = sides.map(({ times }) => times.slice(looks / 10));
  ratio('time', 'ms', [median(large), median(small)], { most: 1.2, against: `with ${few}` });
  await redis.quit();
});
