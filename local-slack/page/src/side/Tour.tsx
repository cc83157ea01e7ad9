import type { Tour as TourStep } from '../../../browser/protocol';
import { useChannel, usePerson } from '../people';
import { useSeen, useStore } from '../store';
import { putText } from '../channel/drafts';
import { StartEmpty } from './StartEmpty';
import { Icon } from '../ui/Icon';
import { go, usePlace } from '../ui/place';

/** The guided tour: a small card in a corner that never stands in the way. */
export function Tour() {
  const tour = useSeen((state) => state.tour);
  return tour ? <Step tour={tour} /> : null;
}

function Step({ tour }: { tour: TourStep }) {
  const store = useStore();
  const place = usePlace();
  const person = usePerson(tour.as ?? store.me);
  const channel = useChannel(tour.channel);
  const isThere =
    (tour.as === undefined || tour.as === store.me) && (tour.channel === undefined || tour.channel === place.channel);
  const takeThere = () =>
    go({ person: tour.as ?? store.me, ...(tour.channel === undefined ? {} : { channel: tour.channel }) });
  const guide = (to: 'next' | 'back' | 'end') => void store.do({ do: 'tour', to });
  const { type, move } = tour;
  return (
    <section className="tour" aria-label="Guided tour">
      <header>
        <h2>{tour.title}</h2>
        <span>
          {tour.step} of {tour.of}
        </span>
        <button type="button" className="icon-button" aria-label="End the tour" onClick={() => guide('end')}>
          <Icon name="close" />
        </button>
      </header>
      <p>{tour.text}</p>
      {tour.press === undefined ? null : (
        <p>
          Press <strong className="tour-press">{tour.press}</strong>
        </p>
      )}
      <div className="tour-foot">
        {tour.step > 1 ? (
          <button type="button" className="button" onClick={() => guide('back')}>
            Back
          </button>
        ) : (
          <StartEmpty />
        )}
        {isThere ? null : (
          <button type="button" className="button button-primary" onClick={takeThere}>
            {tour.as === undefined || tour.as === store.me
              ? `Go to ${channel ? `#${channel.name}` : 'it'}`
              : `Be ${person?.name ?? 'them'}`}
          </button>
        )}
        {isThere && type !== undefined ? (
          <button type="button" className="button" onClick={() => putText(store.me, place.channel ?? '', type)}>
            Type it for me
          </button>
        ) : null}
        {isThere && move !== undefined && !tour.isDone ? (
          <button
            type="button"
            className="button button-primary"
            onClick={() =>
              void store.do({
                do: 'move',
                step: move,
                ...(tour.channel === undefined ? {} : { channel: tour.channel }),
              })
            }
          >
            Play it
          </button>
        ) : null}
        <button
          type="button"
          className={tour.isDone ? 'button button-primary' : 'button'}
          onClick={() => guide(tour.step === tour.of ? 'end' : 'next')}
        >
          {tour.step === tour.of ? 'Finish' : tour.isDone ? 'Next' : 'Skip'}
        </button>
      </div>
    </section>
  );
}
