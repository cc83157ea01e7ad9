import { z } from 'zod';
import { contentOf } from '../content';
import { refuse } from '../errors';
import { addFile, botSees, fileObject, fileOf, share } from '../files';
import { botAuthor } from './chat';
import { type Desk, filled, int, json, type Method, method, openChannel } from './method';

const seenFile = (desk: Desk, id: string) => {
  const file = fileOf(desk.ws, id);
  return file && botSees(desk.ws, file) ? file : refuse('file_not_found');
};

const completed = z
  .array(z.strictObject({ id: filled, title: z.string().optional(), highlight_type: z.string().optional() }))
  .min(1);

export const fileMethods: Record<string, Method> = {
  'files.info': method({ file: filled, cursor: z.string().optional(), limit: int.optional() }, (args, desk) => ({
    file: fileObject(desk.ws, seenFile(desk, args.file)),
    comments: [],
    response_metadata: { next_cursor: '' },
  })),

  // An upload has three steps: asking for a place, sending the bytes there, and saying that they are to be a file.
  'files.getUploadURLExternal': method(
    {
      filename: filled.max(255),
      length: int,
      alt_txt: z.string().max(1000).optional(),
      snippet_type: z.string().optional(),
    },
    (args, desk) => {
      if (args.length <= 0) refuse('invalid_arguments', 'length must be more than 0 [json-pointer:/length]');
      const { ws } = desk;
      const id = ws.id('F');
      ws.uploads.set(id, { name: args.filename, length: args.length });
      return { upload_url: `${ws.base}/upload/v1/${id}`, file_id: id };
    },
  ),
  'files.completeUploadExternal': method(
    {
      files: json.pipe(completed),
      channel_id: z.string().optional(),
      channels: z.string().optional(),
      initial_comment: z.string().optional(),
      blocks: json.optional(),
      thread_ts: z.string().optional(),
    },
    (args, desk) => {
      const { ws } = desk;
      const place = args.channel_id ?? args.channels;
      const channel = place === undefined ? undefined : openChannel(desk, place);
      if (args.initial_comment !== undefined && args.blocks !== undefined)
        refuse('invalid_arguments', 'initial_comment and blocks exclude each other');
      if (channel && args.thread_ts !== undefined && !ws.message(channel, args.thread_ts)) refuse('thread_not_found');
      const waiting = args.files.map(({ id, title }) => ({ id, title, upload: ws.uploads.get(id) }));
      const files = waiting.map(({ id, title, upload }) => {
        if (upload?.content === undefined) return refuse('file_not_found');
        ws.uploads.delete(id);
        const made = addFile(ws, ws.app.botUserId, { name: upload.name, content: upload.content });
        // The place that was asked for has named it already.
        ws.contents.delete(made.id);
        ws.contents.set(id, upload.content);
        return Object.assign(made, { id, title: title ?? upload.name });
      });
      if (channel) {
        for (const file of files) share(file, channel);
        const comment = args.initial_comment ?? '';
        const content =
          args.blocks === undefined ? { text: comment } : contentOf({ text: 'File', blocks: args.blocks });
        ws.post(channel, {
          ...botAuthor(desk),
          ...content,
          subtype: 'file_share',
          files: files.map(({ id }) => ({ id })),
          ...(args.thread_ts === undefined ? {} : { thread_ts: args.thread_ts }),
        });
      }
      return { files: files.map((file) => fileObject(ws, file)) };
    },
  ),
};
