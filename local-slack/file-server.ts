import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Faults } from './faults';
import { botSees, fileOf } from './files';
import type { Workspace } from './workspace';

/** Where files are downloaded (`/files-pri/<team>-<file>/…`) and sent to (`/upload/v1/<file>`). */

/** Downloads go wrong as planned under this name, which is no method of the Web API. */
const downloads = 'download';

export async function serveFiles(
  ws: Workspace,
  faults: Faults,
  req: IncomingMessage,
  res: ServerResponse,
  bytes: () => Promise<Buffer>,
): Promise<void> {
  const [, area, first = '', second = ''] = (req.url ?? '').split('/');
  if (area === 'upload') return receive(ws, second, await sent(req, await bytes()), res);
  return send(ws, faults, /^[^-]+-(F\w+)$/.exec(first)?.[1] ?? '', req, res);
}

/** The bytes as they are, or as the file of a form: Slack takes both. */
async function sent(req: IncomingMessage, body: Buffer): Promise<Buffer> {
  const type = req.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return body;
  const form = await new Response(Uint8Array.from(body), { headers: { 'content-type': type } }).formData();
  const [file] = [...form.values()].filter((value) => typeof value !== 'string');
  return file ? Buffer.from(await file.arrayBuffer()) : Buffer.alloc(0);
}

function receive(ws: Workspace, id: string, content: Buffer, res: ServerResponse): void {
  const upload = ws.uploads.get(id);
  if (!upload) return say(res, 404, 'not found');
  if (content.length !== upload.length) return say(res, 400, `expected ${upload.length} bytes`);
  upload.content = content;
  return say(res, 200, `OK - ${content.length}`);
}

function send(ws: Workspace, faults: Faults, id: string, req: IncomingMessage, res: ServerResponse): void {
  const fault = faults.next(downloads);
  if (fault === 'hang') return;
  if (fault === 'drop') return void res.destroy();
  if (typeof fault === 'object' && 'status' in fault) return say(res, fault.status, 'fault');
  const file = fileOf(ws, id);
  // Slack refuses nobody here: who may not read a file is shown the page for signing in, with status 200.
  if (req.headers.authorization !== `Bearer ${ws.app.botToken}` || !file || !botSees(ws, file)) {
    res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    res.end('<!DOCTYPE html><html><head><title>Sign in | Slack</title></head><body></body></html>');
    return;
  }
  const content = ws.contents.get(id);
  if (!content) return say(res, 404, 'not found');
  res.writeHead(200, { 'content-type': file.mimetype, 'content-length': content.length });
  if (fault === 'drop-after-doing') {
    res.write(content.subarray(0, Math.floor(content.length / 2)), () => res.destroy());
    return;
  }
  res.end(content);
}

function say(res: ServerResponse, status: number, text: string): void {
  res.writeHead(status, { 'content-type': 'text/plain' });
  res.end(text);
}
