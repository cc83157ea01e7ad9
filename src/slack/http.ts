import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type IncomingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/**
 * Connections are kept, so that an answer to a click does not wait for a handshake, but for less long than any server keeps them
 * idle: a request is not sent into one that is being closed. `fetch` costs several times the processor time.
 */
const kept = { keepAlive: true, timeout: 4000 };
const agents = { http: new HttpAgent(kept), https: new HttpsAgent(kept) };

export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Posts a text once; returns the whole answer, whatever its status. Rejects when there is none in time. */
export function post(
  address: string,
  body: string | Buffer,
  { headers, timeoutMs }: { readonly headers: Readonly<Record<string, string>>; readonly timeoutMs: number },
): Promise<Answer> {
  const secure = address.startsWith('https:');
  const options = {
    method: 'POST',
    agent: secure ? agents.https : agents.http,
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
  };
  const sent = secure ? httpsRequest(address, options) : httpRequest(address, options);
  const clock = setTimeout(() => sent.destroy(new Error(`No answer within ${timeoutMs} ms`)), timeoutMs);
  // A text leaves together with the head, in one write.
  sent.end(body);
  return answerTo(sent).finally(() => clearTimeout(clock));
}

function answerTo(sent: ClientRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode: status = 0, statusMessage: statusText = '', headers } = response;
        resolve({ status, statusText, headers, body: Buffer.concat(chunks).toString() });
      });
    });
  });
}
