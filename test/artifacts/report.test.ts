import { randomBytes } from 'node:crypto';
import { readReport } from '../../src/artifacts/report';
import { reportFacts } from '../../src/domain/artifacts/state';
import { allowed, refused } from '../support/outcome';
import { png, reportOf, reportText, reportWith, sample } from '../support/samples';
import { zipOf } from '../support/zip';

const read = async (bytes: Buffer) => allowed(await readReport(bytes));
const whyNot = async (bytes: Buffer): Promise<string> => refused(await readReport(bytes));
const suite = (tests: string) => zipOf([{ path: 'a.xml', content: `<testsuite name="S">${tests}</testsuite>` }]);

describe('A report', () => {
  test('says which cases passed, by the id that opens the names of their tests', async () => {
    const { facts, findings } = await read(reportOf('TEST-PartnerConnectTest.xml', 'TEST-NewUserTests.xml'));
    expect(findings).toEqual([]);
    expect(reportFacts.parse(facts)).toEqual({
      cases: [
        { case: 'P100', result: 'pass', tests: 1, failed: [] },
        { case: 'P300', result: 'pass', tests: 1, failed: [] },
        { case: 'P302', result: 'pass', tests: 2, failed: [] },
      ],
      suites: ['PartnerConnectTest', 'NewUserTests'],
      ranWith: 'acme.json',
    });
  });

  test('a case passes when all its tests do, fails when one does, and is not run when one was left out', async () => {
    const { facts, findings } = await read(reportOf('failed-NewUserTests.xml', 'mixed-DeleteConnectionTests.xml'));
    expect(facts?.cases.map((c) => [c.case, c.result, c.failed.length])).toEqual([
      ['P302', 'fail', 1],
      ['P400', 'pass', 0],
      ['P401', 'fail', 1],
      ['P402', 'skipped', 0],
    ]);
    expect(findings).toMatchObject([{ level: 'warning', field: 'P402' }]);
  });

  test('one case may stand in several files', async () => {
    const { facts } = await read(reportOf('TEST-NewUserTests.xml', 'failed-NewUserTests.xml'));
    expect(facts?.cases).toMatchObject([{ case: 'P302', result: 'fail', tests: 4 }]);
  });

  test('other files in it are ignored, also XML that is no report, and what a Mac puts beside', async () => {
    const bytes = zipOf([
      { path: 'target/surefire-reports/TEST-NewUserTests.xml', content: sample('report/TEST-NewUserTests.xml') },
      { path: '__MACOSX/target/surefire-reports/._TEST-NewUserTests.xml', content: 'no XML' },
      { path: 'target/._x.xml', content: 'no XML' },
      { path: 'pom.xml', content: sample('report/pom.xml') },
      { path: 'inner.zip', content: zipOf([]) },
      { path: 'link.xml', content: '/etc/passwd', says: { mode: 0o120777 } },
      { path: 'picture.png', content: png(10, 10) },
    ]);
    const { facts, findings } = await read(bytes);
    expect([facts?.suites, findings]).toEqual([['NewUserTests'], []]);
  });

  test('the configuration is the one that the tests name, or the suite was started with', async () => {
    const ranWith = async (bytes: Buffer) => (await read(bytes)).facts?.ranWith;
    expect(await ranWith(reportOf('tideline-NewUserTests.xml'))).toBe('tideline.json');
    expect(await ranWith(suite('<testcase name="P100 - x"/>'))).toBeUndefined();
    const started = '<properties><property name="CONFIG" value="partners/prod/acme.json"/></properties>';
    expect(await ranWith(suite(`${started}<testcase name="P100"/>`))).toBe('acme.json');
  });

  test('of several configurations is a fault', async () => {
    const { findings } = await read(reportOf('TEST-PartnerConnectTest.xml', 'tideline-NewUserTests.xml'));
    expect(findings).toMatchObject([{ level: 'fault', rule: expect.stringMatching(/acme\.json, tideline\.json/) }]);
  });

  test('with a file that breaks off says which one', async () => {
    const { findings } = await read(reportOf('TEST-NewUserTests.xml', 'broken.xml'));
    expect(findings).toMatchObject([{ level: 'fault', field: 'target/surefire-reports/broken.xml' }]);
  });

  test('may nest its suites', async () => {
    const inner = reportText(['P100', 'P300'], ['P300']);
    const { facts } = await read(zipOf([{ path: 'a.xml', content: `<testsuites>${inner}</testsuites>` }]));
    expect(facts?.cases.map((c) => c.result)).toEqual(['pass', 'fail']);
  });
});

const mb = 1024 * 1024;
/** It packs to nothing less than itself. */
const noise = randomBytes(20 * 1024);

describe('What is not read is refused in a sentence', () => {
  test.each<[string, () => Buffer, RegExp]>([
    ['a picture with the ending zip', () => png(10, 10), /This is a PNG image, whatever it is called/],
    ['one file of XML', () => sample('report/TEST-NewUserTests.xml'), /a single XML file/],
    ['half an archive', () => reportOf('TEST-NewUserTests.xml').subarray(0, 400), /damaged/],
    ['an archive without a report', () => zipOf([{ path: 'a.txt', content: 'a' }]), /no test report of ScalaTest/],
    ['an empty archive', () => zipOf([]), /no test report of ScalaTest/],
    ['tests of something else', () => suite('<testcase name="adds up"/>'), /called like a test case/],
    ['entities', () => reportOf('entities.xml'), /entities\.xml: It defines a document type or entities/],
    ['a path that climbs out', () => zipOf([{ path: '../../etc/a.xml', content: '<a/>' }]), /paths that lead out/],
    ['one that climbs out the other way', () => zipOf([{ path: '..\\a.xml', content: '<a/>' }]), /paths that lead out/],
    ['a path from the root', () => zipOf([{ path: '/etc/a.xml', content: '<a/>' }]), /paths that lead out/],
    ['a path of a drive', () => zipOf([{ path: 'C:/a.xml', content: '<a/>' }]), /paths that lead out/],
    ['a bomb', () => zipOf([{ path: 'a.xml', content: Buffer.alloc(9 * mb) }]), /far more than a test report/],
    [
      'many small files that are large together',
      () => zipOf(Array.from({ length: 101 }, (_, n) => ({ path: `${n}`, content: noise, says: { unpacked: mb } }))),
      /more than 100 MB/,
    ],
    [
      'a bomb that says it is small',
      () => zipOf([{ path: 'a.xml', content: Buffer.alloc(20 * mb), says: { unpacked: 100 } }]),
      /damaged/,
    ],
    [
      'one that says it is large',
      () => zipOf([{ path: 'a.xml', content: '<a/>', says: { unpacked: 4_000_000_000 } }]),
      /more than 100 MB/,
    ],
    [
      'more files than a report has',
      () => zipOf(Array.from({ length: 2001 }, (_, n) => ({ path: `${n}`, content: '' }))),
      /holds 2001 files/,
    ],
    ['a file twice', () => zipOf([1, 2].map(() => ({ path: 'a.xml', content: '<a/>' }))), /holds a\.xml twice/],
    ['a password', () => zipOf([{ path: 'a.xml', content: '<a/>', says: { flags: 1 } }]), /password/],
    [
      'another way of packing',
      () => zipOf([{ path: 'a.xml', content: '<a/>', says: { method: 14 } }]),
      /packed in a way/,
    ],
    [
      'a file that was changed',
      () => zipOf([{ path: 'a.xml', content: '<a/>', says: { crc: 1 } }]),
      /a\.xml in the archive is damaged/,
    ],
    [
      'elements in elements without end',
      () => zipOf([{ path: 'a.xml', content: '<a>'.repeat(3000) }]),
      /nested deeper/,
    ],
    [
      'elements without end',
      () => zipOf([{ path: 'a.xml', content: `<a>${'<b/>'.repeat(200_001)}</a>` }]),
      /more than 200000 elements/,
    ],
    [
      'more cases than there are',
      () => reportWith(Array.from({ length: 300 }, (_, n) => `P${n + 100}`)),
      /300 different test cases/,
    ],
  ])('%s', async (_, bytes, why) => {
    const message = await whyNot(bytes());
    expect(message).toMatch(why);
    expect(message).toMatch(/[.?]$/);
  });
});
