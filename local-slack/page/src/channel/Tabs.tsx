import { type KeyboardEvent, useEffect, useState } from 'react';
import { useStore } from '../store';

/** The two sides of the app, as in Slack: its Home, and its direct messages. */

const tabs = { home: 'Home', messages: 'Messages' } as const;
export type Tab = keyof typeof tabs;
const names = ['home', 'messages'] as const;

/** Whoever one is next looks at the same side of it. */
const kept = 'app tab';
const lastTab = (): Tab => (sessionStorage.getItem(kept) === 'home' ? 'home' : 'messages');

/** Which side is looked at; the bot hears of it where it has both. */
export function useTab(hasHome: boolean): [Tab, (tab: Tab) => void] {
  const store = useStore();
  const [tab, setTab] = useState(lastTab);
  useEffect(() => {
    if (hasHome) void store.do({ do: 'open-app', tab });
  }, [store, hasHome, tab]);
  const choose = (next: Tab): void => {
    sessionStorage.setItem(kept, next);
    setTab(next);
  };
  return [tab, choose];
}

export function Tabs({ tab, onTab }: { tab: Tab; onTab: (tab: Tab) => void }) {
  const other = tab === 'home' ? 'messages' : 'home';
  const onKey = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    onTab(other);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab=${other}]`)?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label="The app" tabIndex={-1} onKeyDown={onKey}>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          data-tab={name}
          id={`tab-${name}`}
          aria-selected={tab === name}
          aria-controls={name === 'home' && tab === name ? 'tab-panel' : undefined}
          tabIndex={tab === name ? 0 : -1}
          onClick={() => onTab(name)}
        >
          {tabs[name]}
        </button>
      ))}
    </div>
  );
}
