import type { TestCase } from '../../lifecycle/schema';
import { fieldOf, saysYes } from '../artifacts/configuration';
import type { ConfigurationFacts } from '../artifacts/state';
import type { Override } from './state';

/** Which test cases a partner has to pass, and why. */

/** What that hangs on. */
export interface Facts {
  /** Products of this kind implement the Connect API. */
  readonly connectApi: boolean;
  /** What the product can do, as somebody said it. */
  readonly capabilities?: readonly string[] | undefined;
  /** What the configuration file that stands says. */
  readonly configuration?: ConfigurationFacts | undefined;
}

export interface Applicability {
  readonly applies: 'yes' | 'no' | 'unknown';
  readonly because: Because;
}

export type Because =
  | { readonly is: 'everybody' | 'connect-api' | 'no-connect-api' }
  | { readonly is: 'configuration'; readonly field: string }
  /** Those that the product has, or lacks, or of which nobody said so yet. */
  | { readonly is: 'capabilities'; readonly ids: readonly string[] }
  | { readonly is: 'override'; readonly override: Override };

/**
 * Returns whether a case applies, by the first of these that tells: somebody's word, the kind of integration, the
 * configuration file, what somebody said the product can do. Unknown as long as a case needs a capability of which neither tells.
 */
export function applicability(testCase: TestCase, facts: Facts, override?: Override): Applicability {
  if (override) return { applies: override.applies ? 'yes' : 'no', because: { is: 'override', override } };
  if (testCase.appliesTo === 'connect' && !facts.connectApi)
    return { applies: 'no', because: { is: 'no-connect-api' } };
  const { configurationField: field, capabilities: needed } = testCase;
  if (field !== undefined && facts.configuration)
    return {
      applies: saysYes(facts.configuration, field) ? 'yes' : 'no',
      because: { is: 'configuration', field },
    };
  if (needed.length > 0) return byCapabilities(needed, facts.capabilities);
  return { applies: 'yes', because: { is: testCase.appliesTo === 'all' ? 'everybody' : 'connect-api' } };
}

function byCapabilities(needed: readonly string[], said: readonly string[] | undefined): Applicability {
  if (said === undefined) return { applies: 'unknown', because: { is: 'capabilities', ids: needed } };
  const lacking = needed.filter((id) => !said.includes(id));
  return lacking.length === 0
    ? { applies: 'yes', because: { is: 'capabilities', ids: needed } }
    : { applies: 'no', because: { is: 'capabilities', ids: lacking } };
}

/** The capabilities that somebody still has to tell of: the configuration file does not. */
export function askedFor(testCases: readonly TestCase[], { connectApi, configuration }: Facts): readonly string[] {
  const asked = testCases.filter(
    (c) => (c.appliesTo === 'all' || connectApi) && !(c.configurationField !== undefined && configuration),
  );
  return [...new Set(asked.flatMap((c) => c.capabilities))];
}

/** The capabilities that the configuration file suggests, such as a choice of destinations for products that ingest. */
export const suggested = (testCases: readonly TestCase[], { configuration }: Facts): readonly string[] => [
  ...new Set(
    testCases.flatMap(({ suggestedWhen, capabilities }) =>
      suggestedWhen && configuration && fieldOf(configuration, suggestedWhen.configurationField) === suggestedWhen.is
        ? capabilities
        : [],
    ),
  ),
];
