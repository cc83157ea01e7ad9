import type { LocalSlack } from '../../local-slack';
import { newsOf, type Services } from '../../local-slack/browser/services';
import { destination, travel, type Upcoming } from '../../local-slack/time';

/** What can be offered about any bot: time that stops where something is due. */
export function plainServices(slack: LocalSlack, upcoming: Upcoming | undefined): Services {
  return {
    async move(step, { tell, signal }) {
      if (step === 'ga' || step === 'gates') throw new Error('This workspace does not know when GA is.');
      const to = await destination(slack, step, upcoming);
      if (to === undefined) throw new Error('Nothing is due by itself.');
      await travel(slack, to, { upcoming, tell: (moment) => newsOf(moment).forEach(tell), signal });
    },
    async plan() {
      const at = await upcoming?.next();
      return at === undefined ? [] : [{ at: Math.round(at), what: 'The bot has something to do' }];
    },
    tour: () => null,
    guide: () => undefined,
    onTour: () => () => undefined,
  };
}
