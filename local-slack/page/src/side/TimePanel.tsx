import { useZone } from '../people';
import { useSeen, useStore } from '../store';
import { addressOf } from '../ui/place';
import { fullTime, inZone } from '../ui/time';
import { Panel } from './Panel';
import { StartEmpty } from './StartEmpty';

/** What came while time moved, the newest first, and what the bot will do by itself. */
export function TimePanel() {
  const zone = useZone();
  const { me } = useStore();
  const plan = useSeen((state) => state.plan);
  const news = useSeen((state) => state.news);
  return (
    <Panel title="Time">
      <div className="panel-body" role="region" aria-label="Plans and news" tabIndex={0}>
        <h3>What happened as time moved</h3>
        {news.length === 0 ? <p className="panel-none">Move time with the buttons at the top.</p> : null}
        <ol className="plan">
          {news.toReversed().map(({ key, at, where, text }) => (
            <li key={key}>
              <time dateTime={new Date(at).toISOString()}>{fullTime(at, zone)}</time>
              <span className="news">
                {where === '' ? '' : `${where}: `}
                {inZone(text, zone)}
              </span>
            </li>
          ))}
        </ol>
        <h3>What the bot plans next</h3>
        {plan.length === 0 ? <p className="panel-none">Nothing is due by itself.</p> : null}
        <ol className="plan">
          {plan.map((one) => (
            <li key={`${one.at} ${one.what}`}>
              <time dateTime={new Date(one.at).toISOString()}>{fullTime(one.at, zone)}</time>
              {one.channel === undefined ? (
                <span>{inZone(one.what, zone)}</span>
              ) : (
                <a href={addressOf({ person: me, channel: one.channel, beside: 'time' })}>{inZone(one.what, zone)}</a>
              )}
              {one.partner === undefined ? null : <span className="badge">{one.partner}</span>}
            </li>
          ))}
        </ol>
        <h3>Another beginning</h3>
        <p>
          <StartEmpty />
        </p>
      </div>
    </Panel>
  );
}
