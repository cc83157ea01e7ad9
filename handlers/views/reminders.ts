import { everything } from '../../blocks/options';
import { snoozedModal } from '../../blocks/snooze';
import { itemId } from '../../src/domain/ids';
import { isRefusal, refuse } from '../../src/domain/refusal';
import { formFor, visit } from '../visit';
import { chosenDay, dayIn, execute, type ViewHandler } from './submission';

/** Puts an item off; when the next gate cut it short, says so. */
export const snooze: ViewHandler<'snooze'> = async (memory, { services, actor, answers }) => {
  const item = itemId.safeParse(answers.one('item'));
  if (!item.success) return chooseItem;
  const until = chosenDay(answers, 'until');
  if (isRefusal(until)) return until;
  const command = { type: 'SnoozeItem', item: item.data, until } as const;
  const done = await services.onboarding.execute(memory.p, command, actor);
  if (isRefusal(done)) return done;
  const event = done.events.map((e) => e.event).find((e) => e.type === 'ItemSnoozed');
  if (!event || event.until === until) return {};
  return { next: snoozedModal(formFor(visit(services, actor, done.partner), memory), event.item, event.until) };
};

export const mute: ViewHandler<'mute'> = async ({ p }, submission) => {
  const { answers } = submission;
  const what = answers.one('item');
  const until = dayIn(answers, 'until');
  if (isRefusal(until)) return until;
  if (what === everything)
    return execute(submission, p, { type: 'MutePartner', ...(until !== undefined && { until }) });
  if (until !== undefined) return refuse('To hear nothing of one item until a day, use Snooze.', 'until');
  const item = itemId.safeParse(what);
  return item.success ? execute(submission, p, { type: 'MuteItem', item: item.data }) : chooseItem;
};

export const unmute: ViewHandler<'unmute'> = async ({ p }, submission) => {
  const what = submission.answers.one('item');
  if (what === everything) return execute(submission, p, { type: 'UnmutePartner' });
  const item = itemId.safeParse(what);
  return item.success ? execute(submission, p, { type: 'UnmuteItem', item: item.data }) : chooseItem;
};

export const remind: ViewHandler<'remind'> = async ({ p }, submission) => {
  const item = itemId.safeParse(submission.answers.one('item'));
  if (!item.success) return chooseItem;
  const on = chosenDay(submission.answers, 'on');
  if (isRefusal(on)) return on;
  return execute(submission, p, { type: 'SetReminder', item: item.data, on });
};

const chooseItem = refuse('Please choose an item.', 'item');
