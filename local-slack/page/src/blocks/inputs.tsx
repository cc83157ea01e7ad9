import type { Interactive } from '../../../block-kit/elements';
import type { Given } from '../../../browser/protocol';
import { useZone } from '../people';
import { city, instantAt, wallClock } from '../ui/time';
import type { InputProps } from './input-props';
import { listed } from './values';

/** Inputs that the browser has of its own. */

type Typed = Extract<
  Interactive,
  { type: 'plain_text_input' | 'email_text_input' | 'url_text_input' | 'number_input' }
>;
const kinds = { plain_text_input: 'text', email_text_input: 'email', url_text_input: 'url', number_input: 'text' };

export function TextInput({
  element,
  given,
  ties,
  onGiven,
  onEnter,
}: InputProps<Typed> & { onEnter: ((given: Given) => void) | undefined }) {
  const text = listed(given).join('');
  const isLong = element.type === 'plain_text_input' && element.multiline === true;
  const most = element.type === 'plain_text_input' ? (element.max_length ?? 3000) : 3000;
  const tellsLetters = element.dispatch_action_config?.trigger_actions_on.includes('on_character_entered') === true;
  const common = {
    ...ties,
    className: 'input',
    value: text,
    placeholder: element.placeholder?.text,
    maxLength: most,
    autoFocus: element.focus_on_load === true,
    onChange: ({ target }: { target: { value: string } }) => {
      onGiven(target.value === '' ? null : target.value);
      if (tellsLetters) onEnter?.(target.value);
    },
  };
  const left = most - text.length;
  return (
    <>
      {isLong ? (
        <textarea {...common} rows={4} />
      ) : (
        <input
          {...common}
          type={kinds[element.type]}
          inputMode={element.type === 'number_input' ? 'decimal' : undefined}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !onEnter) return;
            event.preventDefault();
            onEnter(given);
          }}
        />
      )}
      {left <= Math.min(100, most / 5) ? <span className="letters-left">{left} left</span> : null}
    </>
  );
}

export function DateInput({ given, ties, onGiven }: InputProps<Extract<Interactive, { type: 'datepicker' }>>) {
  return (
    <input
      {...ties}
      className="input input-date"
      type="date"
      value={listed(given).join('')}
      onChange={(event) => onGiven(event.target.value || null)}
    />
  );
}

export function TimeInput({ given, ties, onGiven }: InputProps<Extract<Interactive, { type: 'timepicker' }>>) {
  return (
    <input
      {...ties}
      className="input input-date"
      type="time"
      value={listed(given).join('')}
      onChange={(event) => onGiven(event.target.value || null)}
    />
  );
}

/** In the person's own zone; the bot is told the instant, in seconds. */
export function DateTimeInput({ given, ties, onGiven }: InputProps<Extract<Interactive, { type: 'datetimepicker' }>>) {
  const zone = useZone();
  return (
    <span className="datetime">
      <input
        {...ties}
        className="input input-date"
        type="datetime-local"
        value={given === null ? '' : wallClock(Number(given) * 1000, zone)}
        onChange={({ target }) => onGiven(target.value === '' ? null : instantAt(target.value, zone) / 1000)}
      />
      <span className="hint">{city(zone)} time</span>
    </span>
  );
}
