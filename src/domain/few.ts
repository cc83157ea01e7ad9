/** Returns the first few of some names, and how many are left: `["Ana", "Ben", "3 more"]`. */
export const few = (names: readonly string[], most: number): readonly string[] =>
  names.length <= most ? names : [...names.slice(0, most), `${names.length - most} more`];
