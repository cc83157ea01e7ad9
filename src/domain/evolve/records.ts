/** Returns the record without some keys. */
export function without<T>(
  record: Readonly<Record<string, T>>,
  ...keys: readonly string[]
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

/** Returns the record with one key called otherwise. */
export function renameKey<T>(
  record: Readonly<Record<string, T>>,
  from: string,
  to: string,
): Readonly<Record<string, T>> {
  const { [from]: value, ...others } = record;
  return value === undefined ? record : { ...others, [to]: value };
}
