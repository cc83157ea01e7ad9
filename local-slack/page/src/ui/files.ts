import type { NewFile } from '../../../browser/protocol';

/** What a person chose, as it is sent. */
export async function readFiles(list: FileList | null): Promise<NewFile[]> {
  return Promise.all([...(list ?? [])].map(async (file) => ({ name: file.name, base64: await base64Of(file) })));
}

async function base64Of(file: File): Promise<string> {
  const content = await file.arrayBuffer().catch(() => {
    throw new Error(`“${file.name}” could not be read. Choose it again.`);
  });
  const bytes = new Uint8Array(content);
  let text = '';
  for (const byte of bytes) text += String.fromCodePoint(byte);
  return btoa(text);
}

const units = ['B', 'KB', 'MB'];
export function sizeShown(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024)));
  return `${Math.round(bytes / 1024 ** power)} ${units[power]}`;
}
