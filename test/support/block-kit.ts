/** What forms of tests are made of: Block Kit as an app of anybody's would send it, not as ours draws it. */

export const plain = (text: string) => ({ type: 'plain_text' as const, text });

/** A choice, with its words in small letters as its value. */
export const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });
