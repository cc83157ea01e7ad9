import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { eventScopes } from './scopes';

/** The part of the app's manifest that decides what the bot may do and is told. */

const manifestSchema = z.object({
  display_information: z.object({ name: z.string() }),
  features: z
    .object({
      app_home: z.object({ home_tab_enabled: z.boolean().optional() }).optional(),
      bot_user: z.object({ display_name: z.string() }).optional(),
      slash_commands: z
        .array(
          z.object({
            command: z.string().startsWith('/'),
            description: z.string().optional(),
            usage_hint: z.string().optional(),
          }),
        )
        .optional(),
      shortcuts: z
        .array(z.object({ name: z.string(), type: z.enum(['global', 'message']), callback_id: z.string() }))
        .optional(),
    })
    .optional(),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()).optional() }) }),
  settings: z
    .object({
      event_subscriptions: z.object({ bot_events: z.array(z.string()).optional() }).optional(),
      interactivity: z.object({ is_enabled: z.boolean() }).optional(),
    })
    .optional(),
});

export interface Manifest {
  name: string;
  commands: ReadonlySet<string>;
  /** What Slack shows while somebody types a command; the hints are the words that may follow. */
  suggestions: { command: string; description: string; hints: string[] }[];
  shortcuts: { name: string; type: 'global' | 'message'; callback_id: string }[];
  scopes: ReadonlySet<string>;
  events: ReadonlySet<string>;
  interactive: boolean;
  home: boolean;
}

export function readManifest(path: string): Manifest {
  const parsed = manifestSchema.safeParse(parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path} is not a manifest: ${z.prettifyError(parsed.error)}`);
  const { display_information, features, oauth_config, settings } = parsed.data;
  const manifest: Manifest = {
    name: features?.bot_user?.display_name ?? display_information.name,
    commands: new Set(features?.slash_commands?.map((c) => c.command)),
    suggestions: (features?.slash_commands ?? []).map(({ command, description = '', usage_hint = '' }) => ({
      command,
      description,
      hints: usage_hint.split('|').flatMap((hint) => hint.trim() || []),
    })),
    shortcuts: features?.shortcuts ?? [],
    scopes: new Set(oauth_config.scopes.bot),
    events: new Set(settings?.event_subscriptions?.bot_events),
    interactive: settings?.interactivity?.is_enabled ?? false,
    home: features?.app_home?.home_tab_enabled ?? false,
  };
  const faults = faultsIn(manifest);
  if (faults.length > 0) throw new Error(`${path} would be refused by Slack:\n${faults.join('\n')}`);
  return manifest;
}

function faultsIn(manifest: Manifest): string[] {
  const faults: string[] = [];
  for (const event of manifest.events) {
    const needed = eventScopes[event];
    if (needed === undefined) faults.push(`- event ${event} is not known to the local Slack`);
    else if (needed.length > 0 && !needed.some((scope) => manifest.scopes.has(scope)))
      faults.push(`- event ${event} needs the scope ${needed.join(' or ')}`);
  }
  const usesCommands = manifest.commands.size > 0 || manifest.shortcuts.length > 0;
  if (usesCommands && !manifest.scopes.has('commands'))
    faults.push('- slash commands and shortcuts need the scope commands');
  return faults;
}
