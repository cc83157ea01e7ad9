import type { Refusal } from '../domain/refusal';
import { short } from './reading';
import { walkXml, type Malformed } from './xml';

/** A test of a suite, as ScalaTest reports it. */
export interface Test {
  readonly suite: string;
  readonly name: string;
  readonly result: 'pass' | 'fail' | 'skipped';
}

export interface JUnit {
  /** Nothing when the file is no test report at all. */
  readonly suites: readonly string[];
  readonly tests: readonly Test[];
  /** What the property CONFIG says, with which the suite is started. */
  readonly configurations: readonly string[];
}

/** Reads one file of JUnit XML. */
export function readJUnit(content: Uint8Array): JUnit | Refusal | Malformed {
  const suites: string[] = [];
  const tests: Test[] = [];
  const configurations: string[] = [];
  let suite = '';
  let test: Test | undefined;
  const problem = walkXml(
    content,
    {
      open(name, attributes) {
        if (name === 'testsuite') {
          suite = className(attributes['name'] ?? '');
          suites.push(suite);
        } else if (name === 'testcase') test = { suite, name: short(attributes['name'] ?? '', 300), result: 'pass' };
        else if (name === 'property' && attributes['name'] === 'CONFIG')
          configurations.push(short(attributes['value'] ?? '', 150));
        else if (test && (name === 'failure' || name === 'error')) test = { ...test, result: 'fail' };
        else if (test && name === 'skipped' && test.result === 'pass') test = { ...test, result: 'skipped' };
      },
      close(name) {
        if (name !== 'testcase' || !test) return;
        tests.push(test);
        test = undefined;
      },
    },
    { allowsPlainDoctype: false },
  );
  return problem ?? { suites, tests, configurations };
}

/** `com.example.PartnerConnectTest` is `PartnerConnectTest`. */
const className = (name: string): string => short(name.slice(name.lastIndexOf('.') + 1), 150);
