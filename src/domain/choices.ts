/**
 * What is chosen once somebody's form is saved: what they added to what it showed is added, what they took away is taken
 * away, and what others changed since it was opened stays. Without `shown`, exactly what they chose.
 */
export function afterForm(
  current: readonly string[],
  chosen: readonly string[],
  shown: readonly string[] = current,
): ReadonlySet<string> {
  const takenAway = shown.filter((one) => !chosen.includes(one));
  const added = chosen.filter((one) => !shown.includes(one));
  return new Set([...current.filter((one) => !takenAway.includes(one)), ...added]);
}
