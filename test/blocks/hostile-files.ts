import { createHash } from 'node:crypto';
import { short } from '../../src/artifacts/reading';
import { mostFindings, type CaseResult, type Finding } from '../../src/domain/artifacts/state';
import type { ArtifactCommand } from '../../src/domain/commands';
import type { Lifecycle } from '../../src/lifecycle/schema';

/** The worst that files may say, as far as it passes their reader. */

export interface Chosen {
  readonly kind: number;
  readonly n: number;
  readonly text: string;
}

export function fileCommand({ kind, n, text }: Chosen, lifecycle: Lifecycle): ArtifactCommand {
  const said = short(text, 150);
  const upload = {
    name: `${said}${n}.json`.slice(0, 200),
    size: n,
    sha256: createHash('sha256').update(`${kind} ${n} ${text}`).digest('hex'),
  };
  const finding = (level: Finding['level']): Finding => ({
    level,
    field: said.slice(0, 100).replace(/\p{Cs}$/u, ''),
    rule: short(text, 300),
    mend: short(text, 300),
  });
  // Every other file is without faults.
  const findings = Array.from({ length: n % (mostFindings + 1) }, () => finding(n % 2 ? 'fault' : 'warning'));
  switch (kind) {
    case 0: {
      const fields = Array.from({ length: n % 300 }, (_, i) => [
        `${i} ${said}`.slice(0, 100).replace(/\p{Cs}$/u, ''),
        said,
      ]);
      const known = { category: said, trial_type: said, supports_demo: 'true', name: said };
      const clouds = lifecycle.clouds.slice(0, 1 + (n % 3)).map(({ id }) => id);
      const facts = { name: said, clouds, fields: { ...known, ...Object.fromEntries(fields) } };
      return { type: 'SubmitConfiguration', upload, findings, facts };
    }
    case 1: {
      const cases = lifecycle.testCases.slice(0, n % 160).map(({ id }, i): CaseResult => ({
        case: id,
        result: (n + i) % 3 === 0 ? 'fail' : 'pass',
        tests: 1,
        failed: (n + i) % 3 === 0 ? [said, said] : [],
      }));
      return { type: 'SubmitReport', upload, findings, facts: { cases, suites: [said] } };
    }
    default: {
      const facts = { format: 'png' as const, width: 1 + n, height: 0.001 + n };
      return { type: 'SubmitImage', kind: kind === 2 ? 'logo' : 'icon', upload, findings, facts };
    }
  }
}
