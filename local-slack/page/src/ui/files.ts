import type { NewFile } from '../../../browser/protocol';

/** What a person chose, as it is sent. */
export async function readFiles(list: FileList | null): Promise<NewFile[]> {
  return Promise.all([...(list ?? [])].map(async (file) => ({ name: file.name, base64: await base64Of(file) })));
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).split(',')[1] ?? ''));
    reader.addEventListener('error', () => reject(new Error(`${file.name} could not be read`)));
    reader.readAsDataURL(file);
  });
}

const units = ['B', 'KB', 'MB'];
export function sizeShown(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024)));
  return `${Math.round(bytes / 1024 ** power)} ${units[power]}`;
}
