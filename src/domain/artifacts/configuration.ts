import type { Partner } from '../partner';
import type { ConfigurationFacts } from './state';

/** What the configuration that stands says; nothing as long as none does. */
export const configurationOf = (partner: Partner): ConfigurationFacts | undefined =>
  partner.artifacts.configuration?.stands?.facts;

/** The value of a field by its path, such as `trial_type` or `endpoints.delete_account_path`; nothing when it is not there. */
export const fieldOf = ({ fields }: ConfigurationFacts, path: string): string | undefined =>
  Object.hasOwn(fields, path) ? fields[path] : undefined;

/** Whether a field says yes: it is there, and neither `false` nor empty. */
export function saysYes(facts: ConfigurationFacts, path: string): boolean {
  const value = fieldOf(facts, path);
  return value !== undefined && value !== '' && value !== 'false' && value !== 'null';
}
