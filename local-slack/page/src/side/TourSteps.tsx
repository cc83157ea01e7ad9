import type { Tour } from '../../../browser/protocol';
import { putText } from '../channel/drafts';
import { useChannel, usePerson } from '../people';
import { useSeen, useStore } from '../store';
import { go, usePlace } from '../ui/place';
import { pointAt } from '../ui/point';

/** What a step of the tour does for one: being somebody, typing, pointing at a button, letting time pass; and going on. */
export function TourSteps({ tour, guide }: { tour: Tour; guide: (to: 'next' | 'end') => void }) {
  const store = useStore();
  const place = usePlace();
  const isStill = useSeen((state) => state.clock.moving === null);
  const person = usePerson(tour.as ?? store.me);
  const channel = useChannel(tour.channel);
  const isOne = tour.as === undefined || tour.as === store.me;
  const isThere = isOne && (tour.channel === undefined || tour.channel === place.channel);
  const there = {
    person: tour.as ?? store.me,
    ...(tour.channel === undefined ? {} : { channel: tour.channel }),
  };
  const { type, press, about, move, isDone } = tour;
  const isLast = tour.step === tour.of;
  const help = isDone ? 'button' : 'button button-primary';
  return (
    <div className="tour-foot">
      {isThere ? null : (
        <button type="button" className={help} onClick={() => go(there)}>
          {isOne ? `Go to ${channel ? `#${channel.name}` : 'it'}` : `Be ${person?.name ?? 'them'}`}
        </button>
      )}
      {isThere && type !== undefined ? (
        <button type="button" className={help} onClick={() => putText(store.me, place.channel ?? '', type)}>
          Type it for me
        </button>
      ) : null}
      {isThere && press !== undefined ? (
        <button
          type="button"
          className={help}
          // The card has the buttons of every surface, and may be far up.
          onClick={() => pointAt({ press, about }, () => go({ ...there, beside: 'pins' }))}
        >
          Show me “{press}”
        </button>
      ) : null}
      {isThere && move !== undefined && isStill && !isDone ? (
        <button
          type="button"
          className="button button-primary"
          onClick={() =>
            void store.do({ do: 'move', step: move, ...(tour.channel === undefined ? {} : { channel: tour.channel }) })
          }
        >
          Play it
        </button>
      ) : null}
      <button
        type="button"
        className={isDone ? 'button button-primary' : 'button'}
        onClick={() => guide(isLast ? 'end' : 'next')}
      >
        {isLast ? 'Finish' : isDone ? 'Next' : 'Skip'}
      </button>
    </div>
  );
}
