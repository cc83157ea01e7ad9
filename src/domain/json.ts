/** Returns what a text holds in JSON, still to be checked by a schema; nothing when it is no JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
