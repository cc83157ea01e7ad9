import { useState } from 'react';
import type { TrafficDetail, TrafficLine } from '../../../browser/protocol';
import { readTraffic } from '../api';
import { useSeen } from '../store';
import { Icon } from '../ui/Icon';
import { Panel } from './Panel';

/** For developers: what went to the bot and what it asked of Slack, the newest first; what was refused stands out. */
export function Inspector() {
  const traffic = useSeen((state) => state.traffic);
  const [onlyRefused, setOnlyRefused] = useState(false);
  const lines = traffic.filter((line) => !onlyRefused || line.isRefused).toReversed();
  return (
    <Panel title="Inspector">
      <label className="choice panel-filter">
        <input type="checkbox" checked={onlyRefused} onChange={(event) => setOnlyRefused(event.target.checked)} />
        Refused only
      </label>
      <div className="panel-body" role="region" aria-label="Requests and calls" tabIndex={0}>
        {lines.length === 0 ? (
          <p className="panel-none">{onlyRefused ? 'Nothing was refused.' : 'Nothing has happened yet.'}</p>
        ) : null}
        <ul className="traffic">
          {lines.map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </ul>
      </div>
    </Panel>
  );
}

function Line({ line }: { line: TrafficLine }) {
  const [detail, setDetail] = useState<TrafficDetail | 'lost'>();
  const [isOpen, setOpen] = useState(false);
  const toggle = () => {
    setOpen(!isOpen);
    if (detail === undefined) readTraffic(line.id).then(setDetail, () => setDetail('lost'));
  };
  return (
    <li className={line.isRefused ? 'traffic-line refused' : 'traffic-line'}>
      <button type="button" aria-expanded={isOpen} onClick={toggle}>
        <span className="traffic-way" title={line.kind === 'request' ? 'to the bot' : 'from the bot'}>
          {line.kind === 'request' ? '→ bot' : '← bot'}
        </span>
        <span className="traffic-name">{line.name}</span>
        <span className="traffic-status">{line.error ?? line.status}</span>
        <span className="traffic-ms">{line.ms < 10 ? line.ms.toFixed(1) : Math.round(line.ms)} ms</span>
        <Icon name="down" />
        {line.why === undefined ? null : <span className="traffic-why">{line.why}</span>}
      </button>
      {isOpen && detail === 'lost' ? <p className="panel-none">This could not be read, or is no longer kept.</p> : null}
      {isOpen && detail !== undefined && detail !== 'lost' ? (
        <div className="traffic-detail">
          <p>
            {new Date(line.at).toLocaleTimeString('en-GB')} · {line.kind === 'request' ? 'sent to the bot' : 'asked'}
          </p>
          <Json value={detail.payload} />
          <p>answered</p>
          <Json value={detail.answer} />
        </div>
      ) : null}
    </li>
  );
}

const Json = ({ value }: { value: unknown }) => (
  <pre tabIndex={0}>{value === '' ? '(empty)' : JSON.stringify(value, null, 2)}</pre>
);
