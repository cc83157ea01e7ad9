import { Attendants } from '../../jobs/attendants';
import { partnerId, type Attendee } from '../../src/domain/ids';

const id = (text: string): Attendee => partnerId.parse(text);

/** Attendances that end when the test says so. */
function stage(most: number) {
  const begun: string[] = [];
  const endings: (() => void)[] = [];
  const attendants = new Attendants(most, async (who) => {
    begun.push(who);
    await new Promise<void>((end) => endings.push(end));
  });
  const settle = () => new Promise(setImmediate);
  /** Ends the attendance that was begun first. */
  const end = async () => {
    await settle();
    endings.shift()?.();
    await settle();
  };
  const serve = (who: string, first = false) => void attendants.serve(id(who), { first });
  return { attendants, begun, serve, settle, end };
}

test('so many at once, the others in line; who has just changed something comes first', async () => {
  const { attendants, begun, serve, settle, end } = stage(2);
  for (const who of ['a', 'b', 'c', 'd']) serve(who);
  serve('clicked', true);
  await settle();
  expect([begun, attendants.free]).toEqual([['a', 'b'], 0]);
  await end();
  expect(begun).toEqual(['a', 'b', 'clicked']);
  for (let n = 0; n < 4; n += 1) await end();
  expect([begun, attendants.free]).toEqual([['a', 'b', 'clicked', 'c', 'd'], 2]);
});

test('a short line is no reason to ask others for help; a long one is', async () => {
  const { attendants, serve, settle, end } = stage(2);
  expect(attendants.soon).toBe(22);
  for (let n = 0; n < 23; n += 1) serve(`p${n}`);
  await settle();
  expect(attendants.soon).toBe(0);
  await end();
  await end();
  expect(attendants.soon).toBe(1);
});

test('nobody is attended to twice at once; who is asked for meanwhile is looked at once more', async () => {
  const { begun, serve, settle, end } = stage(2);
  for (let n = 0; n < 5; n += 1) {
    serve('a');
    await settle();
  }
  await end();
  expect(begun).toEqual(['a', 'a']);
  await end();
  expect(begun).toEqual(['a', 'a']);
});

test('at the end nothing more is begun, and what was is waited for', async () => {
  const { attendants, begun, serve, settle, end } = stage(1);
  for (const who of ['a', 'b']) serve(who);
  await settle();
  let ended = false;
  const stopping = attendants.stop().then(() => (ended = true));
  expect([attendants.free, ended]).toEqual([0, false]);
  await end();
  await stopping;
  expect(begun).toEqual(['a']);
});

test('an attendance that fails leaves its place to the next', async () => {
  const attendants = new Attendants(1, () => Promise.reject(new Error('Slack and Redis are away')));
  await expect(attendants.serve(id('a'))).rejects.toThrow('away');
  expect(attendants.free).toBe(1);
});
