import { internalAudience } from '../../blocks/options';
import type { Command } from '../../src/domain/commands';
import { personKey, type CalendarDate, type ItemId } from '../../src/domain/ids';
import { isRefusal, refuse } from '../../src/domain/refusal';
import type { Answers } from './answers';
import { dayIn, execute, type ViewHandler } from './submission';

/**
 * The item form: one submission may change several things; all of them happen, or none does. Only what the person
 * changed is saved, so that a form that was open for long overwrites nothing.
 */
export const item: ViewHandler<'item'> = async ({ p, i }, submission) => {
  const { answers } = submission;
  const change = answers.one('change') ?? 'keep';
  // A value is saved with Done; on an item that is done already, a new one replaces it.
  const replaces = change === 'keep' && answers.changed('value');
  if (replaces && !answers.offered('change', 'reopen')) return refuse('To save this, choose Done as well.', 'change');
  const due = dayIn(answers, 'due');
  if (isRefusal(due)) return due;
  return execute(submission, p, ...settings(i, answers, due), ...changeOf(i, replaces ? 'done' : change, answers));
};

function settings(id: ItemId, answers: Answers, due: CalendarDate | undefined): readonly Command[] {
  const commands: Command[] = [];
  if (answers.changed('owner')) {
    const owner = personKey.safeParse(answers.one('owner'));
    commands.push({ type: 'SetItemOwner', item: id, owner: owner.success ? owner.data : null });
  }
  if (answers.changed('due')) commands.push({ type: 'SetItemDue', item: id, due: due ?? null });
  if (answers.changed('audience'))
    commands.push({ type: 'SetItemAudience', item: id, internal: answers.many('audience').includes(internalAudience) });
  return commands;
}

function changeOf(id: ItemId, change: string, answers: Answers): readonly Command[] {
  const reason = answers.text('reason');
  const value = valueOf(answers);
  const evidence = answers.changed('link') || answers.changed('note') ? answers.given('link', 'note') : {};
  const kept: readonly Command[] =
    'link' in evidence || 'note' in evidence ? [{ type: 'SetItemEvidence', item: id, ...evidence }] : [];
  switch (change) {
    case 'done':
      return [{ type: 'CompleteItem', item: id, ...evidence, ...(value !== undefined && { value }) }];
    case 'reopen':
      return [...kept, { type: 'ReopenItem', item: id, reason }];
    case 'block':
      return [...kept, { type: 'BlockItem', item: id, reason }];
    case 'unblock':
      return [...kept, { type: 'UnblockItem', item: id }];
    case 'not-needed':
      return [...kept, { type: 'MarkItemNotNeeded', item: id, reason }];
    default:
      return kept;
  }
}

/** A date and time is kept as an instant in UTC. */
function valueOf(answers: Answers): string | undefined {
  const seconds = answers.seconds('value');
  return seconds === undefined ? answers.one('value') : new Date(seconds * 1000).toISOString();
}
