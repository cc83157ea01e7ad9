import type { Workspace } from '../workspace';

/** Waits until something is there, looking again at each change of the workspace. */
export async function until<T>(
  ws: Workspace,
  look: () => T | undefined,
  ms: number,
  failure: () => string,
): Promise<T> {
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
