import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';

/** Connections are kept: an answer to a click should not wait for a handshake. `fetch` costs several times the time. */
const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };

/** Posts JSON; returns status and body. Throws when there is no answer in time. */
export async function postJson(
  address: string,
  body: unknown,
  timeoutMs: number,
): Promise<{ readonly status: number; readonly body: string }> {
  const payload = Buffer.from(JSON.stringify(body));
  const secure = address.startsWith('https:');
  const options = {
    method: 'POST',
    agent: secure ? agents.https : agents.http,
    headers: { 'content-type': 'application/json; charset=utf-8', 'content-length': payload.byteLength },
    signal: AbortSignal.timeout(timeoutMs),
  };
  const once = () =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const sent = (secure ? httpsRequest : httpRequest)(address, options, resolve);
      // A kept connection that the other end had closed meanwhile carried nothing.
      sent.on('error', (error) =>
        reject(sent.reusedSocket ? new StaleConnection(error.message, { cause: error }) : error),
      );
      sent.end(payload);
    });
  const answer = await once().catch((error: unknown) => {
    if (error instanceof StaleConnection) return once();
    throw error;
  });
  return { status: answer.statusCode ?? 0, body: await text(answer) };
}

class StaleConnection extends Error {}
