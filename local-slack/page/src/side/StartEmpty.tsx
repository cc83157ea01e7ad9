import { useState } from 'react';
import { Confirm } from '../blocks/Confirm';
import { useSeen, useStore } from '../store';
import { go } from '../ui/place';

/** Throws away what is here, when somebody is sure of it. Absent where that cannot be done. */
export function StartEmpty() {
  const store = useStore();
  const isPossible = useSeen((state) => state.hello?.canStartEmpty === true);
  const [isAsking, setAsking] = useState(false);
  if (!isPossible) return null;
  const answer = (isYes: boolean) => {
    setAsking(false);
    if (!isYes) return;
    void store.do({ do: 'start-empty' });
    go({ person: store.me });
  };
  return (
    <>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        Start empty
      </button>
      {isAsking ? <Confirm confirm={question} onAnswer={answer} /> : null}
    </>
  );
}

const question = {
  title: { type: 'plain_text' as const, text: 'Start empty?' },
  text: {
    type: 'plain_text' as const,
    text: 'Every partner, message and file kept here is forgotten. The same people are there, and nothing else. It takes a moment.',
  },
  confirm: { type: 'plain_text' as const, text: 'Start empty' },
  deny: { type: 'plain_text' as const, text: 'Keep it' },
  style: 'danger' as const,
};
