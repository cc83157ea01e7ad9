import type { CustomRoute } from '@slack/bolt';

/** `/healthz`: the process is alive. `/readyz`: it can also do its work (Redis answers). */
export function healthRoutes({ ready }: { readonly ready: () => Promise<boolean> }): CustomRoute[] {
  const answer = (path: string, ok: () => Promise<boolean>): CustomRoute => ({
    path,
    method: ['GET', 'HEAD'],
    handler: (_request, response) => {
      const say = (status: number) =>
        response.writeHead(status, { 'content-type': 'text/plain' }).end(status === 200 ? 'ok\n' : 'not ready\n');
      ok().then(
        (isOk) => say(isOk ? 200 : 503),
        () => say(503),
      );
    },
  });
  return [answer('/healthz', async () => true), answer('/readyz', ready)];
}
