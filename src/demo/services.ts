import { commands } from '../../blocks/help';
import { newsOf, type Services } from '../../local-slack/browser/services';
import { destination, travel } from '../../local-slack/time';
import { lookup } from '../domain/lookup';
import type { Partner } from '../domain/partner';
import { itemsOf } from '../domain/progress';
import type { Lifecycle } from '../lifecycle/schema';
import { foresee } from './foresight';
import type { Guide } from './guide';
import { play, timeIn, type Ending, type Theatre } from './play';

/** What the page and the prompt of the local Slack offer about this bot. */

/** As many plans as a panel shows. */
const mostPlans = 30;

/**
 * Returns what the page of the local Slack offers about the real bot: time that stops where something is due, plans, the
 * tour.
 */
export function demoServices(theatre: Theatre, guide: Guide, startEmpty?: () => Promise<void>): Services {
  const { slack, upcoming, partners, lifecycle } = theatre;
  return {
    async move(step, { channel, tell, signal }) {
      const journey = {
        upcoming,
        tell: (moment: Parameters<typeof newsOf>[0]) => newsOf(moment).forEach(tell),
        signal,
      };
      if (step === 'ga' || step === 'gates') {
        const partner = await meant(theatre, channel);
        const enough = step === 'gates' ? (now: Partner) => canAgree(now, lifecycle) : undefined;
        const ending = await play(theatre, partner.id, { ...journey, ...(enough && { enough }) });
        const word = ended(ending, partner);
        if (word !== undefined) tell({ at: slack.now(), where: '', text: word });
        return;
      }
      const to = await destination(slack, step, upcoming);
      if (to === undefined) throw new Error('Nothing is due by itself.');
      await travel(slack, to, journey);
    },
    async plan() {
      const now = timeIn(slack);
      const plans = (await partners.open()).flatMap((partner) => foresee(partner, lifecycle, now));
      return plans
        .toSorted((a, b) => a.at - b.at)
        .slice(0, mostPlans)
        .map(({ at, what, to, partner }) => ({
          at,
          what,
          partner: partner.name,
          ...(to === undefined && partner.channel.is === 'ready' && { channel: partner.channel.id }),
        }));
    },
    hints: { '/pc': [...commands, ['help', 'every command, in a line each'] as const].map(hint) },
    tour: () => guide.tour(),
    guide: (to) => void guide.guide(to),
    onTour: (listener) => guide.onTour(listener),
    ...(startEmpty && { startEmpty }),
  };
}

const hint = ([word, what]: readonly [string, string]) => ({ word, note: what.replaceAll('`', '') });

/** The partner of the channel; elsewhere the only one there is. */
async function meant({ partners }: Theatre, channel: string | undefined): Promise<Partner> {
  const here = channel === undefined ? undefined : await partners.inChannel(channel);
  if (here) return here;
  const open = await partners.open();
  const [only] = open;
  if (!only) throw new Error('There is no partner yet: /pc new opens one.');
  if (open.length > 1) throw new Error('There are several partners: go to the channel of one of them.');
  return only;
}

/** Everything is finished that both sides need before they agree on the date, or they have agreed. */
function canAgree(partner: Partner, lifecycle: Lifecycle): boolean {
  const { gaDate } = lookup(lifecycle);
  const item = itemsOf(partner, lifecycle).find(({ id }) => id === gaDate?.id);
  return item === undefined || item.standing === 'ready' || item.standing === 'done';
}

function ended(ending: Ending, { name }: Partner): string | undefined {
  switch (ending) {
    case 'stuck':
      return `${name} needs somebody to decide: /pc status says what is next.`;
    case 'launched':
    case 'arrived':
    case 'stopped':
      return undefined;
  }
}
