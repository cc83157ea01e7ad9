import type { LocalSlack } from '../../local-slack';
import { travel, type Moment, type Upcoming } from '../../local-slack/time';
import { instant, type Instant, type PartnerId } from '../domain/ids';
import { isLaunched } from '../domain/item-state';
import type { Partner } from '../domain/partner';
import { act, type Stage } from './act';
import { deedsOf, isSame, type Deed, type Early } from './deeds';
import type { Partners } from './partners';

/** Lets simulated time pass while everybody does their part: what is due comes in order, and people do what is theirs. */

export interface Theatre extends Stage {
  readonly partners: Partners;
  readonly upcoming: Upcoming;
}

export interface Playing {
  /** Where to stop; otherwise it goes on to the launch. */
  readonly until?: Instant;
  /** Where to stop besides, by how the onboarding stands. */
  readonly enough?: (partner: Partner) => boolean;
  readonly early?: Early;
  readonly tell?: (moment: Moment) => void;
  /** Called when it is time for a deed; true when something else was done first, so that one looks again. */
  readonly beforeDeed?: (deed: Deed, partner: Partner) => Promise<boolean>;
  /** Called after each deed, with the partner as it was before. */
  readonly onDeed?: (deed: Deed, partner: Partner) => Promise<void> | void;
  readonly signal?: AbortSignal | undefined;
}

/** Why it is over. `stuck`: the onboarding needs somebody to decide, such as where a wave that was missed is moved. */
export type Ending = 'launched' | 'arrived' | 'stuck' | 'stopped';

/** After a deed: so that what it brought about is told, and the card is drawn anew, before time goes on. */
export const afterwardsMs = 5000;

/** Plays one partner's onboarding. Rejects when somebody finds a button or a form not as it should be. */
export async function play(theatre: Theatre, id: PartnerId, playing: Playing = {}): Promise<Ending> {
  const { slack, lifecycle, partners } = theatre;
  const { until, enough, early, tell, beforeDeed, onDeed, signal } = playing;
  const journey = { upcoming: theatre.upcoming, tell, signal };
  for (;;) {
    if (signal?.aborted) return 'stopped';
    const before = await partners.load(id);
    if (!before) return 'stuck';
    if (isLaunched(before, lifecycle)) return 'launched';
    if (enough?.(before)) return 'arrived';
    const deed = deedsOf(before, lifecycle, timeIn(slack), early)[0];
    const next = deed?.at ?? (await theatre.upcoming.next());
    if (until !== undefined && (next === undefined || next >= until)) {
      await travel(slack, until, journey);
      return signal?.aborted ? 'stopped' : 'arrived';
    }
    if (!deed) return 'stuck';
    await travel(slack, deed.at, journey);
    const partner = await partners.load(id);
    const stillToDo = partner && deedsOf(partner, lifecycle, timeIn(slack), early).some((other) => isSame(deed, other));
    if (signal?.aborted || !stillToDo || (await beforeDeed?.(deed, partner))) continue;
    const last = slack.newest();
    await act(deed, partner, theatre);
    await travel(slack, slack.now() + afterwardsMs, { upcoming: theatre.upcoming, signal });
    const news = slack.since(last);
    if (news.length > 0) tell?.({ at: slack.now(), news });
    await onDeed?.(deed, partner);
  }
}

export const timeIn = (slack: LocalSlack): Instant => instant.parse(Math.floor(slack.now()));
