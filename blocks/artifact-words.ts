import { certificationOf } from '../src/domain/artifacts/certification';
import { configurationOf } from '../src/domain/artifacts/configuration';
import type { ArtifactKind, Finding, ImageFacts } from '../src/domain/artifacts/state';
import { cloudTitle } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import type { Lifecycle } from '../src/lifecycle/schema';
import { count, oneLine, someOf } from './text';

/** The words for files that were handed in. */

export const kindTitles: Readonly<Record<ArtifactKind, string>> = {
  configuration: 'Configuration file',
  report: 'Certification report',
  logo: 'Logo',
  icon: 'Icon',
};

const findingMarks: Readonly<Record<Finding['level'], string>> = { fault: '❌', warning: '⚠️' };

/** "❌ `category`: It must be one of …. Did you mean 'ML'?" */
export function findingLine({ level, field, rule, mend }: Finding): string {
  const where = field === '' ? '' : `\`${oneLine(field, 100)}\`: `;
  return `${findingMarks[level]} ${where}${oneLine(rule, 300)} ${oneLine(mend, 200)}`;
}

/** "2 faults, 1 warning", or that nothing is wrong. */
export function findingCount(faults: number, warnings: number): string {
  const said = [...(faults > 0 ? [count(faults, 'fault')] : []), ...(warnings > 0 ? [count(warnings, 'warning')] : [])];
  return said.join(', ') || 'nothing wrong';
}

/** What the file that stands says, in a line. */
export function standsFor(kind: ArtifactKind, partner: Partner, lifecycle: Lifecycle): string {
  switch (kind) {
    case 'configuration':
      return configurationWords(partner, lifecycle);
    case 'report':
      return reportWords(partner, lifecycle);
    default: {
      const facts = partner.artifacts[kind]?.stands?.facts;
      return facts ? size(facts) : '';
    }
  }
}

const size = ({ format, width, height }: ImageFacts): string =>
  `${format}, ${Math.round(width)} × ${Math.round(height)}`;

/** Fields of the configuration that decide which test cases apply, with the words for their being there. */
const hooks: readonly (readonly [field: string, words: string])[] = [
  ['endpoints.delete_connection_path', 'deletes connections'],
  ['endpoints.delete_account_path', 'delete-account hook'],
  ['endpoints.test_connection_path', 'test-connection hook'],
  ['endpoints.get_connectors_path', 'lists connectors'],
];

function configurationWords(partner: Partner, lifecycle: Lifecycle): string {
  const facts = configurationOf(partner);
  if (!facts) return '';
  const { fields } = facts;
  const trial = fields['trial_type'];
  const said = [
    fields['category'] ?? '',
    facts.clouds.map((cloud) => cloudTitle(cloud, lifecycle)).join(', '),
    trial === undefined ? 'no trials that end' : `trials end by ${trial}`,
    ...(fields['supports_demo'] === 'true' ? ['demo flag'] : []),
    ...hooks.flatMap(([field, words]) => (fields[field] === undefined ? [] : [words])),
  ];
  return said
    .filter(Boolean)
    .map((words) => oneLine(words, 100))
    .join(' · ');
}

function reportWords(partner: Partner, lifecycle: Lifecycle): string {
  const certification = certificationOf(partner, lifecycle);
  if (!certification) return '';
  const { passed, failed, missing, expected, foreign } = certification;
  const said = [
    `${passed.length} of ${count(expected, 'automated case')} passed`,
    ...(failed.length > 0 ? [`failed: ${someOf(failed, 8)}`] : []),
    ...(missing.length > 0 ? [`not in it: ${someOf(missing, 8)}`] : []),
    ...(foreign ? ['made with another configuration than the one handed in'] : []),
  ];
  return said.map((words) => oneLine(words, 200)).join(' · ');
}
