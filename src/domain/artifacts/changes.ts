import type { ConfigurationFacts } from './state';

/** A field of the configuration that is not as before; without `from` it is new, without `to` it is gone. */
export interface FieldChange {
  readonly field: string;
  readonly from?: string;
  readonly to?: string;
}

/** What another configuration says otherwise, by field, in alphabetical order. */
export function changedFields(before: ConfigurationFacts, after: ConfigurationFacts): readonly FieldChange[] {
  const paths = [...new Set([...Object.keys(before.fields), ...Object.keys(after.fields)])].toSorted();
  return paths.flatMap((field) => {
    const [from, to] = [before.fields[field], after.fields[field]];
    if (from === to) return [];
    return [{ field, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }];
  });
}
