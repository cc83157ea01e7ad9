import * as fc from 'fast-check';

/**
 * Random tales, and rules that hold in all of them. Telling a tale is dear and reading it is cheap: the rules share one seed, so
 * they are asked of the same tales, and each is told once. A counterexample is made smaller as ever.
 */
export function tales<Sketch, Tale>(
  sketches: fc.Arbitrary<Sketch>,
  tell: (sketch: Sketch) => Tale,
  numRuns: number,
): (check: (tale: Tale) => void, runs?: number) => void {
  const seed = Math.trunc(Math.random() * 2 ** 31);
  const told = new Map<string, Tale>();
  const once = (sketch: Sketch): Tale => {
    const key = JSON.stringify(sketch);
    const tale = told.get(key) ?? tell(sketch);
    told.set(key, tale);
    return tale;
  };
  return (check, runs = numRuns) =>
    fc.assert(
      fc.property(sketches, (sketch) => check(once(sketch))),
      { seed, numRuns: runs },
    );
}
