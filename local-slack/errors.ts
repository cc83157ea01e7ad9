/** A refusal in Slack's own words: `{ok: false, error, ...}`. */
export class SlackError extends Error {
  constructor(
    readonly code: string,
    readonly extra: Record<string, unknown> = {},
  ) {
    super(code);
  }
}

export const refuse = (code: string, ...faults: string[]): never => {
  throw faults.length === 0
    ? new SlackError(code)
    : new SlackError(code, {
        errors: faults,
        response_metadata: { messages: faults.map((fault) => `[ERROR] ${fault}`) },
      });
};
