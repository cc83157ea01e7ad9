import { createHash } from 'node:crypto';
import { automatedCases } from '../../src/domain/artifacts/certification';
import type { CaseResult, ConfigurationFacts, Finding } from '../../src/domain/artifacts/state';
import type { ArtifactCommand } from '../../src/domain/commands';
import type { Partner } from '../../src/domain/partner';
import { partnerConnect } from './lifecycle';

/** Files as they were read, without the reading. */

type Submitted<T extends ArtifactCommand['type']> = Extract<ArtifactCommand, { type: T }>;

const uploadOf = (content: unknown, name: string) => {
  const text = JSON.stringify(content);
  return { name, size: text.length, sha256: createHash('sha256').update(text).digest('hex') };
};

export const fault = (field = 'name'): Finding => ({ level: 'fault', field, rule: 'It is wrong.', mend: 'Mend it.' });

/** A configuration of Acme; fields change or, when undefined, are left out. */
export function configuration(
  changes: Readonly<Record<string, string | undefined>> = {},
  { clouds = ['aws'], findings = [] }: { clouds?: string[]; findings?: readonly Finding[] } = {},
): Submitted<'SubmitConfiguration'> {
  const all = { name: 'Acme', category: 'BI_AND_VIZ', 'endpoints.connect_path': '/connect', ...changes };
  const known = Object.entries(all).flatMap(([field, value]) => (value === undefined ? [] : [[field, value] as const]));
  const facts: ConfigurationFacts = {
    name: all.name,
    clouds,
    fields: { ...Object.fromEntries(known), supported_clouds: clouds.join(', ') },
  };
  return { type: 'SubmitConfiguration', upload: uploadOf([facts, findings], 'acme.json'), facts, findings };
}

/** A report in which cases passed, but for those said otherwise. */
export function report(
  cases: readonly string[],
  { failed = [], ranWith }: { failed?: readonly string[]; ranWith?: string } = {},
): Submitted<'SubmitReport'> {
  const results = cases.map((id): CaseResult => {
    const isFailed = failed.includes(id);
    return { case: id, result: isFailed ? 'fail' : 'pass', tests: 1, failed: isFailed ? [`${id} did not`] : [] };
  });
  const facts = { cases: results, suites: ['PartnerConnectTest'], ...(ranWith !== undefined && { ranWith }) };
  return { type: 'SubmitReport', upload: uploadOf(facts, 'test-reports.zip'), facts, findings: [] };
}

/** The ids of the cases that the suite tries for a partner. */
export const casesFor = (partner: Partner): readonly string[] =>
  automatedCases(partner, partnerConnect).map(({ id }) => id);

export const image = (kind: 'logo' | 'icon', findings: readonly Finding[] = []): Submitted<'SubmitImage'> => {
  const facts = kind === 'logo' ? { width: 880, height: 200 } : { width: 128, height: 128 };
  return {
    type: 'SubmitImage',
    kind,
    upload: uploadOf([kind, facts, findings], `${kind}.png`),
    facts: { format: 'png', ...facts },
    findings,
  };
};
