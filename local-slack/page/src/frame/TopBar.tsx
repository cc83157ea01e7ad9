import { useEffect, useState } from 'react';
import type { Step } from '../../../browser/protocol';
import { useMe } from '../people';
import { useSeen, useStore } from '../store';
import { Icon, type IconName } from '../ui/Icon';
import { go, usePlace } from '../ui/place';
import { useTheme } from '../ui/theme';
import { city, fullTime } from '../ui/time';

/** What no Slack has: what time it is here, ways to move it, the inspector, the tour. */

const steps: { step: Step; text: string; long: string; icon?: IconName }[] = [
  { step: '+1h', text: '+1 hour', long: 'Move time one hour on' },
  { step: '+1d', text: '+1 day', long: 'Move time one day on' },
  { step: 'next', text: 'Next event', long: 'Move time to the next thing the bot does', icon: 'skip' },
  { step: 'ga', text: 'Until GA', long: 'Play until this partner is live', icon: 'play' },
];

export function TopBar() {
  const store = useStore();
  const place = usePlace();
  const moving = useSeen((state) => state.clock.moving);
  const [theme, toggleTheme] = useTheme();
  const beside = (name: string) => () =>
    go({
      person: store.me,
      channel: place.channel ?? '',
      ...(place.beside === name ? {} : { beside: name }),
    });
  const move = (step: Step) => {
    void store.do({ do: 'move', step, ...(place.channel === undefined ? {} : { channel: place.channel }) });
  };
  return (
    <header className="topbar">
      <a className="skip" href="#main" onClick={focusComposer}>
        Skip to the message box
      </a>
      <Now />
      <div className="topbar-steps" role="group" aria-label="Move time">
        {moving === 'story' ? (
          <p className="topbar-story" role="status">
            The story so far is being told …
          </p>
        ) : moving === null ? (
          steps.map(({ step, text, long, icon }) => (
            <button key={step} type="button" className="topbar-button" title={long} onClick={() => move(step)}>
              {icon ? <Icon name={icon} /> : null}
              {text}
            </button>
          ))
        ) : (
          <button type="button" className="topbar-button" onClick={() => void store.do({ do: 'stop' })}>
            <Icon name="stop" /> Stop
          </button>
        )}
      </div>
      <div className="topbar-end">
        <Toggle icon="clock" text="Plan" isOn={place.beside === 'time'} onPress={beside('time')} />
        <Toggle icon="code" text="Inspector" isOn={place.beside === 'inspector'} onPress={beside('inspector')} />
        <button
          type="button"
          className="topbar-button"
          aria-label="Guided tour"
          title="Guided tour"
          onClick={() => void store.do({ do: 'tour', to: 'start' })}
        >
          <Icon name="compass" />
          <span className="only-wide">Tour</span>
        </button>
        <button
          type="button"
          className="topbar-button"
          aria-label={theme === 'dark' ? 'Light colours' : 'Dark colours'}
          title={theme === 'dark' ? 'Light' : 'Dark'}
          onClick={toggleTheme}
        >
          <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
        </button>
      </div>
    </header>
  );
}

function Toggle({ icon, text, isOn, onPress }: { icon: IconName; text: string; isOn: boolean; onPress: () => void }) {
  return (
    <button type="button" className="topbar-button" aria-pressed={isOn} aria-label={text} onClick={onPress}>
      <Icon name={icon} />
      <span className="only-wide">{text}</span>
    </button>
  );
}

/** The address says who and where one is: a skip must not change it. */
function focusComposer(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#composer, [role=tabpanel]')?.focus();
}

/** The workspace's time, as this person's clock shows it. */
function Now() {
  const { ahead, moving } = useSeen((state) => state.clock);
  const zone = useMe()?.tz ?? 'UTC';
  const [real, setReal] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setReal(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className="now" role="timer" aria-label="The time in this workspace" data-moving={moving ?? undefined}>
      <Icon name="clock" />
      <strong>{fullTime(real + ahead, zone)}</strong>
      <span className="only-wide">{city(zone)}</span>
    </div>
  );
}
