import { execFileSync } from 'node:child_process';
import { projectRoot } from '../../src/project-root';

const NONE = {
  numPassedTests: 0,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  numPendingTests: 0,
  numTodoTests: 0,
};

function summary(results: Partial<typeof NONE>): string {
  const script = `new (require('./test/support/summary-reporter.cjs'))().onRunComplete([], ${JSON.stringify({ ...NONE, ...results })})`;
  return execFileSync('sh', ['-c', '"$0" -e "$1" 2>&1', process.execPath, script], {
    cwd: projectRoot(),
    encoding: 'utf8',
  });
}

test.each([
  [{ numPassedTests: 12 }, '12 passed, 0 failed\n'],
  [{ numPassedTests: 12, numPendingTests: 1, numTodoTests: 1 }, '12 passed, 0 failed, 2 skipped\n'],
  [{ numPassedTests: 1, numFailedTests: 2, numRuntimeErrorTestSuites: 1 }, '1 passed, 3 failed\n'],
])('the last line of a run of %j', (results, line) => {
  expect(summary(results)).toBe(line);
});
