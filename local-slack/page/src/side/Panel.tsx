import type { ReactNode } from 'react';
import { useStore } from '../store';
import { Icon } from '../ui/Icon';
import { go, usePlace } from '../ui/place';

/** What stands beside the channel, or over it where there is no room. */
export function Panel({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  const { me } = useStore();
  const { channel } = usePlace();
  const close = () => go({ person: me, ...(channel === undefined ? {} : { channel }) });
  return (
    <aside className="panel" aria-label={title}>
      <header className="panel-head">
        <h2>{title}</h2>
        {note === undefined ? null : <span className="panel-note">{note}</span>}
        <button type="button" className="icon-button" aria-label={`Close ${title}`} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </aside>
  );
}
