import * as fc from 'fast-check';
import { mostBytes, read, type Wanted } from '../../src/artifacts/answer';
import { readArtifact } from '../../src/artifacts/read';
import { isRefusal } from '../../src/domain/refusal';
import { png, reportOf, sample } from '../support/samples';
import { zipOf } from '../support/zip';

/** Whatever the bytes: a result that the log can keep, or a refusal in a sentence; never a crash. */

const kinds: readonly Wanted[] = ['configuration', 'report', 'logo', 'icon', 'any'];

async function isAnswered(wanted: Wanted, bytes: Uint8Array): Promise<void> {
  const began = performance.now();
  const answer = await readArtifact(wanted, bytes);
  expect(performance.now() - began).toBeLessThan(5000);
  if (isRefusal(answer)) expect(answer.message).toMatch(/^\S.*[.?]$/s);
  else expect(read.parse(answer)).toEqual(answer);
}

const wanted = fc.constantFrom(...kinds);

/** Some bytes of a good file are other ones, left out or doubled. */
const spoilt = (whole: Buffer) =>
  fc
    .array(fc.record({ at: fc.nat(whole.length), cut: fc.nat(40), put: fc.uint8Array({ maxLength: 12 }) }), {
      minLength: 1,
      maxLength: 6,
    })
    .map((edits) =>
      edits.reduce(
        (bytes, { at, cut, put }) => Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)]),
        whole,
      ),
    );

const files = [
  sample('configuration/acme.json'),
  reportOf('TEST-PartnerConnectTest.xml', 'mixed-DeleteConnectionTests.xml'),
  sample('image/logo.svg'),
  png(128, 128),
];

test('any bytes are answered', () =>
  fc.assert(fc.asyncProperty(wanted, fc.uint8Array({ maxLength: 2000 }), isAnswered), { numRuns: 150 }));

/** Text of what files are made of is read further than any text. */
const stuff = fc.constantFrom(
  ...'{}[]":,1e-.\\/<>&;=?! \n\u0000é😀'.split(''),
  'name',
  '<svg',
  '<!DOCTYPE',
  'PK',
  'null',
);

test('any text is answered', () =>
  fc.assert(
    fc.asyncProperty(wanted, fc.array(stuff, { maxLength: 60 }), (kind, parts) =>
      isAnswered(kind, Buffer.from(parts.join(''))),
    ),
    { numRuns: 300 },
  ));

test('any JSON is answered', () =>
  fc.assert(
    fc.asyncProperty(fc.json({ maxDepth: 6 }), (text) => isAnswered('configuration', Buffer.from(text))),
    { numRuns: 150 },
  ));

test('a configuration with anything in its fields is answered', () => {
  const acme: unknown = JSON.parse(sample('configuration/acme.json').toString());
  const names = Object.keys(typeof acme === 'object' && acme !== null ? acme : {});
  const anything = fc.dictionary(fc.constantFrom(...names, '__proto__', 'endpoints'), fc.jsonValue({ maxDepth: 2 }));
  return fc.assert(
    fc.asyncProperty(anything, (changes) =>
      isAnswered('configuration', Buffer.from(JSON.stringify(Object.assign({}, acme, changes)))),
    ),
    { numRuns: 80 },
  );
});

test('good files that were spoilt are answered', () =>
  fc.assert(fc.asyncProperty(wanted, fc.oneof(...files.map(spoilt)), isAnswered), { numRuns: 500 }));

test('any XML in an archive is answered', () => {
  const tag = fc.constantFrom('testsuite', 'testcase', 'failure', 'skipped', 'property', 'x');
  const attribute = fc.tuple(fc.constantFrom('name', 'value', 'name'), fc.string({ maxLength: 20 }));
  const escaped = (text: string) => text.replace(/[&<"\p{Cc}]/gu, (c) => `&#${c.codePointAt(0)};`);
  const element = fc.letrec<{ node: string }>((tie) => ({
    node: fc
      .tuple(
        tag,
        attribute,
        fc.array(fc.oneof({ maxDepth: 4 }, fc.string({ maxLength: 10 }).map(escaped), tie('node')), { maxLength: 4 }),
      )
      .map(([name, [key, value], inner]) => `<${name} ${key}="${escaped(value)}">${inner.join('')}</${name}>`),
  }));
  return fc.assert(
    fc.asyncProperty(element.node, (content) => isAnswered('report', zipOf([{ path: 'a.xml', content }]))),
    { numRuns: 150 },
  );
});

test.each(kinds)('nothing larger than a %s is looked at', async (kind) => {
  const bytes = Buffer.alloc(mostBytes(kind) + 1, '{');
  await isAnswered(kind, bytes);
});
