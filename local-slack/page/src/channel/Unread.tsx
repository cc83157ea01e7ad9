import { useSeen, useStore } from '../store';

/** Says that messages could not be read, and reads them again; nothing where they could. */
export function Unread({ place }: { place: string }) {
  const store = useStore();
  const why = useSeen((state) => state.unread.get(place));
  if (why === undefined) return null;
  return (
    <p className="channel-foot unread-place" role="alert">
      Messages could not be read. {why}
      <button type="button" className="button" onClick={() => void store.tryAgain(place)}>
        Try again
      </button>
    </p>
  );
}
