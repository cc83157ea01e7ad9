/** Redis failed us, or holds what cannot be read. Whether a write that failed so was made is not known. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** Runs a piece of work on Redis; whatever goes wrong with it surfaces as a StoreError. */
export async function storing<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError(`Could not ${what}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
