import { useEffect } from 'react';
import type { Notice } from '../state';
import { useSeen, useStore } from '../store';
import { Icon } from '../ui/Icon';

/** What Slack itself has to say, such as that a command does not exist, and what went wrong. */

const shownMs = 10_000;

export function Notices() {
  const notices = useSeen((state) => state.notices);
  return (
    <div className="notices" role="status" aria-live="polite">
      {notices.map((notice) => (
        <One key={notice.key} notice={notice} />
      ))}
    </div>
  );
}

function One({ notice }: { notice: Notice }) {
  const store = useStore();
  useEffect(() => {
    if (notice.isFault) return undefined;
    const timer = setTimeout(() => store.happened({ kind: 'dismissed', key: notice.key }), shownMs);
    return () => clearTimeout(timer);
  }, [store, notice.key, notice.isFault]);
  return (
    <p className={notice.isFault ? 'notice notice-fault' : 'notice'} role={notice.isFault ? 'alert' : undefined}>
      <span>{notice.text}</span>
      <button
        type="button"
        className="icon-button"
        aria-label="Dismiss"
        onClick={() => store.happened({ kind: 'dismissed', key: notice.key })}
      >
        <Icon name="close" />
      </button>
    </p>
  );
}
