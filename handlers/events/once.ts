const mostKept = 10_000;

/**
 * Remembers which events came in, so that one that Slack sends again is not handled twice. Only within this process:
 * facts are recorded once in any case, and a private answer that came twice after a restart does no harm.
 */
export class Once {
  readonly #seen = new Set<string>();

  /** Returns whether an id is new; it no longer is afterwards. */
  isNew(id: string): boolean {
    if (this.#seen.has(id)) return false;
    this.#seen.add(id);
    const oldest = this.#seen.size > mostKept ? this.#seen.values().next().value : undefined;
    if (oldest !== undefined) this.#seen.delete(oldest);
    return true;
  }
}
