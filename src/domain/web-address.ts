/**
 * Reads a web address; nothing when the text is none. Not with `URL.canParse`: Node 20's, once it is compiled for
 * speed, refuses valid addresses that hold letters such as ü.
 */
export function webAddress(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
