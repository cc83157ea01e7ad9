/** What the bare app keeps of a channel: one JSON document of 30 KB. */
export const bareState = JSON.stringify({
  name: 'Bench',
  items: Array.from({ length: 100 }, (_, n) => ({ id: `item-${n}`, title: 'x'.repeat(240), done: n % 2 === 0 })),
});

export const bareKeys = {
  prefix: '{bare}',
  queue: 'bench',
  state: (channel: string) => `{bare}:state:${channel}`,
  version: (channel: string) => `{bare}:version:${channel}`,
} as const;
