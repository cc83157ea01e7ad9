import { readConfig, type Config } from './config';
import { defaultLifecycleFile } from './lifecycle/default-file';
import { loadKeptLifecycle } from './lifecycle/kept';
import type { Lifecycle } from './lifecycle/schema';

interface Settings {
  readonly config: Config;
  readonly lifecycle: Lifecycle;
}

/** Reads all that the bot is told at start. Throws, with every fault of environment and lifecycle file at once. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const read = readConfig(env);
  const lifecycle = lifecycleOf(env['LIFECYCLE_FILE'] || defaultLifecycleFile);
  const faults = 'faults' in read ? read.faults : 'fault' in lifecycle ? [] : groupFaults(read.config, lifecycle);
  if ('config' in read && !('fault' in lifecycle) && faults.length === 0) return { config: read.config, lifecycle };
  throw new Error(
    [
      ...(faults.length > 0 ? ['The configuration has faults:', ...faults.map((fault) => `  ${fault}`)] : []),
      ...('fault' in lifecycle ? [lifecycle.fault] : []),
    ].join('\n'),
  );
}

function lifecycleOf(file: string): Lifecycle | { readonly fault: string } {
  try {
    return loadKeptLifecycle(file);
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

/** Slack knows who is in a user group of its own workspace; people of a partner are in none. */
function groupFaults({ teamGroups }: Config, { teams, sides }: Lifecycle): readonly string[] {
  return [...teamGroups.keys()].flatMap((id) => {
    const team = teams.find((known) => known.id === id);
    if (!team) return [`TEAM_GROUPS names “${id}”, which is no team of the lifecycle`];
    return team.side === 'databricks' ? [] : [`TEAM_GROUPS names “${id}”, which is no team of ${sides.databricks}`];
  });
}
