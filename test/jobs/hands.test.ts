import { Hand, Hands } from '../../jobs/hands';

/** Records that are written when the test says so. */
function records() {
  const begun: string[] = [];
  const endings: (() => void)[] = [];
  const write = (what: string) => async () => {
    begun.push(what);
    await new Promise<void>((end) => endings.push(end));
    return what;
  };
  return { begun, endings, write };
}

const turn = () => new Promise(setImmediate);

async function holding(hands: Hands): Promise<Hand> {
  const hand = new Hand(hands);
  await hand.take({ first: false });
  return hand;
}

test('while a delivery is written down, the next in line has the hand', async () => {
  const hands = new Hands(1);
  const { begun, endings, write } = records();
  const one = await holding(hands);
  const next = holding(hands);
  const written = one.writeDown(write('a'));
  const other = await next;
  expect([begun, hands.free]).toEqual([[], 0]);
  await turn();
  expect(begun).toEqual(['a']);
  endings.shift()?.();
  expect(await written).toBe('a');
  // Whoever goes on waits for a hand again, before those in line.
  let hasAgain = false;
  const third = holding(hands);
  const again = one.take({ first: true }).then(() => (hasAgain = true));
  await turn();
  expect(hasAgain).toBe(false);
  other.give();
  await again;
  one.give();
  (await third).give();
  expect(hands.free).toBe(1);
});

test('one is written down at each turn of the event loop, so that messages go between', async () => {
  const hands = new Hands(3);
  const { begun, write } = records();
  for (const what of ['a', 'b', 'c']) void (await holding(hands)).writeDown(write(what));
  await turn();
  expect(begun).toEqual(['a']);
  await turn();
  await turn();
  expect(begun).toEqual(['a', 'b', 'c']);
});

test('not too many wait to be written down: then the hand is kept until it is done', async () => {
  const hands = new Hands(1);
  const { begun, endings, write } = records();
  for (let n = 0; n < 25; n += 1) void (await holding(hands)).writeDown(write(`${n}`));
  const last = await holding(hands);
  const written = last.writeDown(write('last'));
  expect(hands.free).toBe(0);
  while (begun.length < 26) await turn();
  for (const end of endings) end();
  expect(await written).toBe('last');
  expect(hands.free).toBe(0);
  last.give();
  expect(hands.free).toBe(1);
});

test('a record that fails is not counted for ever', async () => {
  const hands = new Hands(1);
  for (let n = 0; n < 30; n += 1) {
    const failed = (await holding(hands)).writeDown(() => Promise.reject(new Error('Redis is away')));
    await expect(failed).rejects.toThrow('away');
  }
  expect(hands.free).toBe(1);
});
