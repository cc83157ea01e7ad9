/** Ends a test run with one plain line that a person or a script can read: `12 passed, 0 failed`. */
module.exports = class SummaryReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
    // On the stream of jest's own summary, and after it.
    process.once('exit', () => process.stderr.write(`${line}\n`));
  }
};
