import { setTimeout as sleep } from 'node:timers/promises';
import { figure, median, ratio, title } from './figures';
import { residentMb, stopProcess } from './processes';
import { commandForm, signedPost } from './requests';
import { onStage, type Server, type Stage } from './stage';

/** How long a start takes until the first request is acknowledged, and what the bot needs at rest. */
const team = 'T0BENCH';
const runs = 7;
const restMs = 10_000;

onStage(async (stage) => {
  title(`Start to first acknowledged request, compiled, median of ${runs} runs each`);
  const [ours, bare]: [number[], number[]] = [[], []];
  for (let run = 0; run <= runs; run += 1) {
    for (const [kind, times] of run % 2 === 0
      ? ([
          ['bot', ours],
          ['bare', bare],
        ] as const)
      : ([
          ['bare', bare],
          ['bot', ours],
        ] as const)) {
      const { ms, server } = await startTime(stage, kind);
      if (run > 0) times.push(ms); // The first reads the files from disk.
      await stopProcess(server.child);
    }
  }
  ratio('start', 'ms', [median(ours), median(bare)], { most: 1.6 });

  title(`Memory at rest, ${restMs / 1000} s after a first request`);
  const { server } = await startTime(stage, 'bot');
  await sleep(restMs);
  figure('resident memory', 'MB', residentMb(server.child.pid), { most: 150 });
});

async function startTime({ launch }: Stage, kind: 'bot' | 'bare'): Promise<{ ms: number; server: Server }> {
  const begun = performance.now();
  const server = await launch(kind, team);
  const form = commandForm(team, 'C0NONE');
  while ((await signedPost(server.port, form).catch(() => 0)) !== 200) {
    if (server.child.exitCode !== null) throw new Error(`It has ended with code ${server.child.exitCode}`);
    await sleep(5);
  }
  return { ms: performance.now() - begun, server };
}
