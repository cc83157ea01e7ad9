import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { zipOf } from './zip';

/** The sample files, and pictures and archives made of them. */

export const sample = (path: string): Buffer => readFileSync(join(__dirname, '..', 'samples', path));

/** The good configuration with fields changed; undefined leaves one out. */
export function acmeWith(changes: Readonly<Record<string, unknown>>): Buffer {
  const acme: unknown = JSON.parse(sample('configuration/acme.json').toString());
  return Buffer.from(JSON.stringify({ ...(typeof acme === 'object' ? acme : {}), ...changes }));
}

/** Reports packed as the suite packs them, in a folder, beside files of another kind. */
export const reportOf = (...names: readonly string[]): Buffer =>
  zipOf([
    { path: 'target/surefire-reports/TestSuiteReport.txt', content: 'Run completed.' },
    ...names.map((name) => ({
      path: `target/surefire-reports/${basename(name)}`,
      content: sample(`report/${name}`),
    })),
  ]);

/** Tests of cases in a suite of their own, all passed but those said otherwise. */
export function reportText(cases: readonly string[], failed: readonly string[] = [], ranWith = 'acme.json'): string {
  const tests = cases.map((id) => {
    const outcome = failed.includes(id) ? '<failure message="no"/>' : '';
    return `<testcase name="${id} - it works - ${ranWith}">${outcome}</testcase>`;
  });
  return `<testsuite name="com.example.PartnerConnectTest">${tests.join('')}</testsuite>`;
}

export const reportWith = (...args: Parameters<typeof reportText>): Buffer =>
  zipOf([{ path: 'target/surefire-reports/TEST-PartnerConnectTest.xml', content: reportText(...args) }]);

/** A grey picture of a size. */
export function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc((width + 1) * height));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    part('IHDR', header),
    part('IDAT', pixels),
    part('IEND', Buffer.alloc(0)),
  ]);
}

function part(kind: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
