import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { artifactKinds } from '../domain/artifacts/state';
import { readArtifact } from './read';

/** A thread that reads files, one after the other, and answers. It says when it is ready to begin. */

const job = z.object({ wanted: z.enum([...artifactKinds, 'any']), bytes: z.instanceof(Uint8Array) });

parentPort?.on('message', (message: unknown) => {
  const { wanted, bytes } = job.parse(message);
  void readArtifact(wanted, bytes).then((answer) => parentPort?.postMessage(answer));
});
parentPort?.postMessage('ready');
