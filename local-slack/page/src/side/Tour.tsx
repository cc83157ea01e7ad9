import { useState } from 'react';
import type { Tour as TourStep } from '../../../browser/protocol';
import { useSeen, useStore } from '../store';
import { Icon } from '../ui/Icon';
import { useNarrow } from '../ui/narrow';
import { StartEmpty } from './StartEmpty';
import { TourSteps } from './TourSteps';

/** The guided tour: a small card in a corner that never stands in the way. Where there is little room it is folded to what can be done. */
export function Tour() {
  const tour = useSeen((state) => state.tour);
  return tour ? <Card tour={tour} /> : null;
}

function Card({ tour }: { tour: TourStep }) {
  const store = useStore();
  const isNarrow = useNarrow();
  const [folds, setFolds] = useState<boolean>();
  const isWelcome = tour.step === 0;
  const isFolded = !isWelcome && isNarrow && (folds ?? true);
  const guide = (to: 'next' | 'back' | 'end') => void store.do({ do: 'tour', to });
  return (
    <section className="tour" aria-label="Guided tour">
      <header>
        <h2>
          {isWelcome ? null : (
            <small>
              {tour.step} of {tour.of}
            </small>
          )}{' '}
          {tour.title}
        </h2>
        {isWelcome ? null : (
          <>
            <button type="button" className="icon-button" aria-label="Back" onClick={() => guide('back')}>
              <Icon name="back" />
            </button>
            <button
              type="button"
              className="icon-button only-narrow"
              aria-label={isFolded ? 'What to do in this step' : 'Fold the tour'}
              aria-expanded={!isFolded}
              onClick={() => setFolds(!isFolded)}
            >
              <Icon name={isFolded ? 'up' : 'down'} />
            </button>
          </>
        )}
        <button type="button" className="icon-button" aria-label="End the tour" onClick={() => guide('end')}>
          <Icon name="close" />
        </button>
      </header>
      {isFolded ? null : <p>{tour.text}</p>}
      {isWelcome ? (
        <div className="tour-foot">
          {tour.of > 0 ? (
            <button type="button" className="button button-primary" onClick={() => guide('next')}>
              Show me around
            </button>
          ) : null}
          <StartEmpty />
        </div>
      ) : (
        <TourSteps tour={tour} guide={guide} />
      )}
    </section>
  );
}
