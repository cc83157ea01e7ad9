/** Figures and how they are printed. */

export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((p / 100) * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 50);
export const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

export const title = (text: string): void => console.log(`\n${text}`);
export const note = (text: string): void => console.log(`    ${text}`);

/** Two sides of one figure, and whether their ratio is within its target. */
export function ratio(
  what: string,
  unit: string,
  [ours, other]: readonly [number, number],
  { most, against = 'bare Bolt' }: { most: number; against?: string },
): void {
  const is = ours / other;
  const sides = `${shown(ours, unit)} to ${shown(other, unit)} (${against})`;
  line(what, sides, `${is.toFixed(2)} times`, most.toFixed(2), is <= most);
}

/** One figure, and whether it is within its target. */
export function figure(what: string, unit: string, is: number, { most }: { most: number }): void {
  line(what, '', shown(is, unit), shown(most, unit), is <= most);
}

const shown = (value: number, unit: string): string => `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${unit}`;

function line(what: string, sides: string, is: string, most: string, met: boolean): void {
  console.log(
    `  ${what.padEnd(44)} ${is.padStart(11)}  at most ${most.padEnd(8)} ${met ? 'met' : 'NOT MET'}  ${sides}`.trimEnd(),
  );
}
