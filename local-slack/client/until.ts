import type { Workspace } from '../workspace';

/** Something is missing that may still come: a channel, an invitation to it. */
export class NotYet extends Error {}

/** Waits until something is there, looking again at each change of the workspace. */
export async function until<T>(
  ws: Workspace,
  find: () => T | undefined,
  ms: number,
  failure: () => string,
): Promise<T> {
  const look = (): T | undefined => {
    try {
      return find();
    } catch (error) {
      if (error instanceof NotYet) return undefined;
      throw error;
    }
  };
  const now = look();
  if (now !== undefined) return now;
  return new Promise<T>((resolve, reject) => {
    const finish = () => {
      clearTimeout(timer);
      stop();
    };
    const timer = setTimeout(() => {
      finish();
      reject(new Error(failure()));
    }, ms);
    const stop = ws.subscribe(() => {
      try {
        const found = look();
        if (found === undefined) return;
        finish();
        resolve(found);
      } catch (error) {
        finish();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  });
}
