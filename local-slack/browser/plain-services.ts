import type { LocalSlack } from '..';
import { moveClock, type Upcoming } from '../time';
import type { Services } from './services';

/** What can be offered about any bot: time that stops where something is due. */
export function plainServices(slack: LocalSlack, upcoming: Upcoming | undefined): Services {
  return {
    async move(step, { tell }) {
      if (step === 'ga') throw new Error('this workspace does not know when GA is');
      const told = (text: string): void => tell({ at: slack.now(), where: '', text });
      await moveClock(slack, step, { upcoming, tell: told, zone: 'UTC' });
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
