import { mostFindings, type CaseResult, type Finding, type ReportFacts } from '../domain/artifacts/state';
import { isRefusal, refuse, type Refusal } from '../domain/refusal';
import { readJUnit, type JUnit, type Test } from './junit';
import { inWords, limits } from './limits';
import { fault, short, warning, type Reading } from './reading';
import { kindWords, sniff } from './sniff';
import { unpack } from './zip';

/** Reads a certification report: a zip of the JUnit XML that ScalaTest writes. Other files in it are ignored. */
export async function readReport(bytes: Uint8Array): Promise<Reading<ReportFacts>> {
  const kind = sniff(bytes);
  if (kind !== 'zip')
    return refuse(
      kind === 'xml'
        ? 'This is a single XML file. Hand in the whole report as the suite packs it: test-reports.zip.'
        : `This is ${kindWords[kind]}, whatever it is called. The report is a zip archive: test-reports.zip.`,
    );
  const files = await unpack(bytes, isXml);
  if (isRefusal(files)) return files;
  const together = files.reduce((sum, { content }) => sum + content.length, 0);
  if (together > limits.xml.together)
    return refuse(
      `The report has more than ${inWords(limits.xml.together)} of XML. Is it only the certification suite?`,
    );
  const findings: Finding[] = [];
  const read: JUnit[] = [];
  for (const { path, content } of files) {
    const junit = readJUnit(content);
    if (isRefusal(junit)) return refuse(`${short(path, 80)}: ${junit.message}`);
    if ('malformed' in junit)
      findings.push(
        fault(
          short(path, 80),
          `It is not well-formed XML (${junit.malformed}).`,
          'Run the suite again and pack its report as it is.',
        ),
      );
    else if (junit.suites.length > 0) read.push(junit);
  }
  return combine(read, findings);
}

/** Finder and others put files of their own beside the real ones. */
const isXml = (path: string): boolean => /\.xml$/i.test(path) && !/(^|\/)(__MACOSX\/|\.)/.test(path);

function combine(read: readonly JUnit[], findings: readonly Finding[]): Reading<ReportFacts> {
  const suites = [...new Set(read.flatMap((junit) => junit.suites))].filter(Boolean).slice(0, 50);
  if (suites.length === 0 && findings.length === 0)
    return refuse(
      'There is no test report of ScalaTest in it (XML files with a testsuite). Pack target/surefire-reports.',
    );
  const tests = read.flatMap((junit) => junit.tests);
  const cases = casesOf(tests);
  if (cases.length === 0 && findings.length === 0)
    return refuse(
      'No test in it is called like a test case, such as “P100 - …”. Is it the report of the certification suite?',
    );
  if (cases.length > limits.cases) return tooManyCases(cases);
  const names = configurationsOf(read, tests);
  const several = names.length > 1;
  const [ranWith] = names;
  const more = [
    ...(several
      ? [
          fault(
            '',
            `The tests were run with several configurations: ${names.slice(0, 4).join(', ')}.`,
            'Hand in the report of one run with your own configuration.',
          ),
        ]
      : []),
    ...cases.filter(({ result }) => result === 'skipped').map(notRun),
  ];
  return {
    facts: { cases: [...cases], suites, ...(ranWith !== undefined && { ranWith }) },
    findings: [...findings, ...more].slice(0, mostFindings),
  };
}

const tooManyCases = (cases: readonly CaseResult[]): Refusal =>
  refuse(`It has ${cases.length} different test cases. Is it the report of the certification suite?`);

const notRun = ({ case: id }: CaseResult): Finding =>
  warning(id, 'Not every test of it was run.', 'Run the whole suite, without leaving tests out.');

/** One case may have several tests: it passes when all do, and fails when one does. */
function casesOf(tests: readonly Test[]): readonly CaseResult[] {
  const byCase = new Map<string, Test[]>();
  for (const test of tests) {
    const id = /^\s*(P\d{3})\b/.exec(test.name)?.[1];
    if (id !== undefined) byCase.set(id, [...(byCase.get(id) ?? []), test]);
  }
  return [...byCase]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, its]) => {
      const failed = its.filter(({ result }) => result === 'fail');
      const result = failed.length > 0 ? 'fail' : its.every((t) => t.result === 'pass') ? 'pass' : 'skipped';
      return { case: id, result, tests: its.length, failed: failed.slice(0, 5).map(({ name }) => short(name, 150)) };
    });
}

/** The configuration files that the tests name at their end (`… - acme.json`), or the suite was started with. */
function configurationsOf(read: readonly JUnit[], tests: readonly Test[]): readonly string[] {
  const named = tests.flatMap(({ name }) => /(?:^|\s)([\w.()-]+\.json)\s*$/i.exec(name)?.[1] ?? []);
  const started = read.flatMap(({ configurations }) => configurations).filter((name) => /\.json$/i.test(name));
  const all = [...named, ...started].map((name) => short(name.replace(/^.*[/\\]/, ''), 100));
  return [...new Map(all.map((name) => [name.toLowerCase(), name])).values()];
}
