import { simpleMessage } from '../../blocks/message';
import { draw } from '../draw';
import { partnerList } from '../partner-list';
import { onPartner, type ActionHandler } from './click';

/** Shows a private message of a partner: Status, Checklist, Sign-offs, People, Log, and their pages. */
export const show: ActionHandler<'show'> = (value, click) =>
  onPartner(value, click, async (visited) => ({ show: await draw(value.to, visited) }));

/** Shows a page of partners; only for people of the workspace. */
export const partners: ActionHandler<'partners'> = async (value, { services, actor }) =>
  actor.home
    ? { show: await partnerList(services, actor, value) }
    : {
        tell: simpleMessage(
          'This list is not for guests. Everything about your onboarding is on the card in its channel.',
        ),
      };
