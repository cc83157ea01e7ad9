import { helpMessage } from '../../blocks/help';
import { bug } from './bugs';
import type { CommandAnswer, CommandCall, CommandHandler } from './command';
import { showing } from './command';
import { closePartner, editPartner, reopenPartner } from './forms';
import { nearest } from './nearest';
import { newPartner } from './new';
import { ga, plan } from './plan';
import { mute, remind, snooze, unmute } from './reminders';
import { status } from './status';

const help: CommandHandler = async ({ services, actor, partner }) => ({
  picture: helpMessage(services.lifecycle, { inPartnerChannel: partner !== undefined, types: actor.home }),
});

/** The one command of the bot; `manifest.yml` declares it. */
export const slashCommand = '/pc';

/** Everything that can stand behind it. */
export const commands: Readonly<Record<string, CommandHandler>> = {
  new: newPartner,
  status,
  checklist: showing({ s: 'checklist', page: 0 }),
  gtm: showing({ s: 'checklist', phase: 'go-to-market', only: true, page: 0 }),
  signoff: showing({ s: 'sign-offs' }),
  ga,
  plan,
  rollout: showing({ s: 'rollout' }),
  maintain: showing({ s: 'maintenance' }),
  bug,
  bugs: showing({ s: 'bugs' }),
  artifacts: showing({ s: 'artifacts' }),
  tests: showing({ s: 'tests' }),
  roadmap: showing({ s: 'roadmap' }),
  calls: showing({ s: 'calls' }),
  ux: showing({ s: 'ux' }),
  people: showing({ s: 'people' }),
  log: showing({ s: 'log' }),
  setup: showing({ s: 'set-up' }),
  reminders: showing({ s: 'reminders' }),
  snooze,
  mute,
  unmute,
  remind,
  edit: editPartner,
  close: closePartner,
  reopen: reopenPartner,
  help,
};

/** Other ways to write a command's word. */
const synonyms: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '': 'status',
    'sign-off': 'signoff',
    signoffs: 'signoff',
    'sign-offs': 'signoff',
    list: 'checklist',
    artifact: 'artifacts',
    files: 'artifacts',
    items: 'checklist',
    history: 'log',
    date: 'ga',
    waves: 'rollout',
    maintenance: 'maintain',
    test: 'tests',
    call: 'calls',
    design: 'ux',
    review: 'ux',
    meetings: 'calls',
    results: 'tests',
    team: 'people',
    'set-up': 'setup',
    '?': 'help',
  }),
);

/** Splits what was typed into the command's word and the rest. */
function parse(text: string): { readonly word: string; readonly rest: string } {
  const [, word = '', rest = ''] = /^\s*(\S*)\s*([\s\S]*?)\s*$/.exec(text) ?? [];
  const lower = word.toLowerCase();
  return { word: synonyms.get(lower) ?? lower, rest };
}

/** Runs a typed command; an unknown word is answered with help and the nearest known one. */
export async function runCommand(call: Omit<CommandCall, 'word' | 'rest'>, text: string): Promise<CommandAnswer> {
  const { word, rest } = parse(text);
  const handler = Object.hasOwn(commands, word) ? commands[word] : undefined;
  if (handler) return handler({ word, rest, ...call });
  const suggestion = nearest(word, Object.keys(commands));
  const { services, actor, partner } = call;
  return {
    picture: helpMessage(services.lifecycle, {
      unknown: word,
      ...(suggestion !== undefined && { suggestion }),
      inPartnerChannel: partner !== undefined,
      types: actor.home,
    }),
  };
}
