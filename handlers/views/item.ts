import { calendarDate, personKey } from '../../src/domain/ids';
import type { Command } from '../../src/domain/commands';
import type { ItemId } from '../../src/domain/ids';
import { refuse } from '../../src/domain/refusal';
import type { Answers } from '../payloads';
import { execute, type ViewHandler } from './submission';

/** The item form: one submission may change several things; all of them happen, or none does. */
export const item: ViewHandler<'item'> = async ({ p, i }, submission) => {
  const { answers, services } = submission;
  const value = valueOf(answers);
  const keeps = (answers.one('change') ?? 'keep') === 'keep';
  if (!keeps || value === undefined) return execute(submission, p, ...commandsOf(i, answers));
  // A value is saved with Done; on an item that is done already, a new one replaces it.
  const status = (await services.onboarding.load(p))?.items[i]?.status;
  if (status?.is !== 'done') return refuse('To save this, choose Done as well.', 'change');
  const replaces: readonly Command[] = status.value === value ? [] : [{ type: 'CompleteItem', item: i, value }];
  return execute(submission, p, ...commandsOf(i, answers), ...replaces);
};

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
  const value = valueOf(answers);
  const link = answers.one('link');
  const note = answers.one('note');
  const evidence = { ...(link !== undefined && { link }), ...(note !== undefined && { note }) };
  const kept: readonly Command[] =
    link === undefined && note === undefined ? [] : [{ type: 'SetItemEvidence', item: id, ...evidence }];
  switch (answers.one('change')) {
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
