import { isRefusal, type Refusal } from '../../src/domain/refusal';

/** What was done, decided or read: a refusal fails the test, with its words. */
export function allowed<T>(outcome: T | Refusal, of = 'Refused'): T {
  if (isRefusal(outcome)) throw new Error(`${of}: ${outcome.message}`);
  return outcome;
}

/** Why it was refused, in the words that people read: what was not refused fails the test. */
export function refused(outcome: unknown): string {
  if (!isRefusal(outcome)) throw new Error(`Nothing was refused: ${JSON.stringify(outcome)}`);
  return outcome.message;
}
