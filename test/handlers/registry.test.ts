import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { helpMessage } from '../../blocks/help';
import { actions } from '../../blocks/ids';
import { views } from '../../blocks/memory';
import { actionHandlers } from '../../handlers/actions';
import { commands, slashCommand } from '../../handlers/commands';
import { eventHandlers } from '../../handlers/events';
import { shortcutHandlers } from '../../handlers/shortcuts';
import { viewHandlers } from '../../handlers/views';
import { eventScopes, methodScopes } from '../../local-slack/scopes';
import { projectRoot } from '../../src/project-root';
import { partnerConnect } from '../support/lifecycle';

/** What is drawn is handled, what is handled is drawn, and the manifest asks for just that. */

const sources = (...folders: readonly string[]): string =>
  folders
    .flatMap((folder) =>
      readdirSync(join(projectRoot(), folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && file !== 'ids.ts')
        .map((file) => readFileSync(join(projectRoot(), folder, file), 'utf8')),
    )
    .join('\n');

const manifest = z
  .object({
    features: z.object({
      slash_commands: z.array(z.object({ command: z.string(), usage_hint: z.string() })),
      shortcuts: z.array(z.object({ type: z.literal('message'), callback_id: z.string() })),
    }),
    oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()), user: z.never().optional() }) }),
    settings: z.object({
      event_subscriptions: z.object({ bot_events: z.array(z.string()), user_events: z.never().optional() }),
    }),
  })
  .parse(parse(readFileSync(join(projectRoot(), 'manifest.yml'), 'utf8')));

const drawn = sources('blocks');
const calling = sources('handlers', 'jobs', 'src');

describe('buttons and menus', () => {
  test.each(Object.keys(actions))('%s is drawn by a block', (name) => {
    // `show` and menus have builders of their own; all others name the action where they are drawn.
    expect(drawn).toMatch(new RegExp(`(button\\([^;]*?|action_id: )'${name}'`));
  });

  test('each has a handler, and there is no handler for what is not drawn', () => {
    expect(Object.keys(actionHandlers).toSorted()).toEqual(Object.keys(actions).toSorted());
  });
});

describe('commands', () => {
  const names = Object.keys(commands);
  const readme = readFileSync(join(projectRoot(), 'README.md'), 'utf8');
  const help = JSON.stringify(helpMessage(partnerConnect, { inPartnerChannel: true, types: true }));

  test.each(names.filter((name) => name !== 'help'))('%s is in the help, and in the table of the README', (name) => {
    expect(help).toMatch(new RegExp(`[\`/ ]${name}\``));
    expect(readme).toMatch(new RegExp(`^\\| .*\`${name}\`.* \\|`, 'm'));
  });

  test('the hint in Slack names commands that there are', () => {
    const hint = manifest.features.slash_commands.flatMap(({ usage_hint }) => usage_hint.split(' | '));
    expect(names).toEqual(expect.arrayContaining(hint));
    expect(hint).toEqual(
      expect.arrayContaining(['tests', 'calls', 'ux', 'artifacts', 'bug', 'bugs', 'maintain', 'roadmap']),
    );
  });
});

describe('forms', () => {
  test.each(Object.keys(views))('%s is drawn by a block', (name) => {
    expect(drawn).toMatch(new RegExp(`modal\\(\\s*'${name}'`));
  });

  test('each has a handler, and there is no handler for what is not drawn', () => {
    expect(Object.keys(viewHandlers).toSorted()).toEqual(Object.keys(views).toSorted());
  });
});

describe('the manifest', () => {
  test('declares the one command that is listened to, and the shortcuts that have a handler', () => {
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual([slashCommand]);
    const shortcuts = manifest.features.shortcuts.map(({ callback_id }) => callback_id);
    expect(shortcuts.toSorted()).toEqual(Object.keys(shortcutHandlers).toSorted());
    expect(calling).not.toMatch(/app\.(command|action|shortcut|view|event|options|function|message|assistant)\(/);
  });

  test('subscribes to exactly the events that are handled', () => {
    expect(manifest.settings.event_subscriptions.bot_events.toSorted()).toEqual(Object.keys(eventHandlers).toSorted());
  });

  test('asks for exactly the scopes that the calls and events need', () => {
    const called = [...calling.matchAll(/client\.((?:\w+\.)+\w+)\(/g)].flatMap(([, method]) => method ?? []);
    const methods = [...new Set(called)].filter((method) => method in methodScopes);
    // Nothing is called under another name than Slack's.
    expect([...new Set(called)].filter((m) => !(m in methodScopes))).toEqual([]);
    expect(methods.length).toBeGreaterThan(15);
    const needs = [
      ...methods.flatMap((method) => waysToBeAllowed(methodScopes[method] ?? [], usedOn(method))),
      ...Object.keys(eventHandlers).flatMap((event) => {
        const scopes = eventScopes[event];
        // Some events need none; of what is not known here nothing is taken for granted.
        return scopes?.length === 0 ? [] : [scopes ?? []];
      }),
      ['commands'],
    ];
    const asked = manifest.oauth_config.scopes.bot;
    // Each need is met, and each scope meets one.
    expect(needs.filter((ways) => !ways.some((scope) => asked.includes(scope)))).toEqual([]);
    const reasons: Readonly<Record<string, string>> = {
      // The search for a lost message reads our own key in its metadata.
      'metadata.message:read': 'include_all_metadata',
    };
    const idle = asked.filter((scope) => !needs.some((ways) => ways.includes(scope)));
    expect(idle.filter((scope) => !calling.includes(reasons[scope] ?? '\0'))).toEqual([]);
  });
});

type Scope = (typeof methodScopes)[string];
type Kind = 'public' | 'private' | 'im';

/** In direct messages the bot writes, and looks for what it wrote; it never asks what they are. */
const usedOn = (method: string): readonly Kind[] =>
  method === 'conversations.history' ? ['public', 'private', 'im'] : ['public', 'private'];

/** What a method needs: lists of scopes of which one is enough, one list for each kind of channel. */
function waysToBeAllowed(scope: Scope, kinds: readonly Kind[]): readonly (readonly string[])[] {
  const byKind = isList(scope) ? [scope] : kinds.map((kind) => scope[kind] ?? []);
  return byKind.filter((ways) => ways.length > 0);
}

const isList = (scope: Scope): scope is readonly string[] => Array.isArray(scope);
