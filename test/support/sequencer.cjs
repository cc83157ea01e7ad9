const Sequencer = require('@jest/test-sequencer').default;

/** What takes longest, by files and folders: mostly it waits, for processes, browsers and servers. */
const slow = [
  'test/jobs/crash',
  'test/jobs/rate-limits',
  'test/browser/',
  'test/start/start.',
  'test/e2e/process',
  'test/e2e/set-up',
  'test/demo/',
  'test/jobs/',
  'test/domain/rollout-properties',
  'test/blocks/limits',
  'test/e2e/',
  'test/start/',
  'test/store/',
];

/**
 * A clean clone has no note yet of how long each test takes, and jest would begin with the largest files: some long one
 * would come last, and the other workers would wait for it.
 */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((a, b) => place(a.path) - place(b.path));
  }
};

function place(path) {
  const found = slow.findIndex((part) => path.includes(`/${part}`));
  return found === -1 ? slow.length : found;
}
