import { calendarDate, personKey } from '../../src/domain/ids';
import type { Command } from '../../src/domain/commands';
import type { ItemId } from '../../src/domain/ids';
import type { Answers } from '../payloads';
import { execute, type ViewHandler } from './submission';

/** The item form: one submission may change several things; all of them happen, or none does. */
export const item: ViewHandler<'item'> = ({ p, i }, submission) =>
  execute(submission, p, ...commandsOf(i, submission.answers));

function commandsOf(id: ItemId, answers: Answers): readonly Command[] {
  const commands: Command[] = [];
  if (answers.asked('owner')) {
    const owner = personKey.safeParse(answers.one('owner'));
    commands.push({ type: 'SetItemOwner', item: id, owner: owner.success ? owner.data : null });
  }
  if (answers.asked('due')) {
    const due = answers.one('due');
    commands.push({ type: 'SetItemDue', item: id, due: due === undefined ? null : calendarDate.parse(due) });
  }
  if (answers.asked('audience'))
    commands.push({ type: 'SetItemAudience', item: id, internal: answers.many('audience').includes('internal') });
  return [...commands, ...changeOf(id, answers)];
}

function changeOf(id: ItemId, answers: Answers): readonly Command[] {
  const reason = answers.one('reason') ?? '';
  const link = answers.one('link');
  const note = answers.one('note');
  const evidence = { ...(link !== undefined && { link }), ...(note !== undefined && { note }) };
  switch (answers.one('change')) {
    case 'done': {
      const value = valueOf(answers);
      return [{ type: 'CompleteItem', item: id, ...evidence, ...(value !== undefined && { value }) }];
    }
    case 'reopen':
      return [{ type: 'ReopenItem', item: id, reason }];
    case 'block':
      return [{ type: 'BlockItem', item: id, reason }];
    case 'unblock':
      return [{ type: 'UnblockItem', item: id }];
    case 'not-needed':
      return [{ type: 'MarkItemNotNeeded', item: id, reason }];
    default:
      return link === undefined && note === undefined ? [] : [{ type: 'SetItemEvidence', item: id, ...evidence }];
  }
}

/** A date and time is kept as an instant in UTC. */
function valueOf(answers: Answers): string | undefined {
  const seconds = answers.seconds('value');
  return seconds === undefined ? answers.one('value') : new Date(seconds * 1000).toISOString();
}
