import type { Interactive } from '../../../block-kit/elements';
import type { Text } from '../../../block-kit/text';
import { Mrkdwn } from './Displayed';
import type { InputProps } from './input-props';
import { listed } from './values';

/** Checkboxes and radio buttons. */
export function Choices({
  element,
  given,
  ties,
  labelledBy,
  onGiven,
}: InputProps<Extract<Interactive, { type: 'checkboxes' | 'radio_buttons' }>> & { labelledBy: string | undefined }) {
  const isMany = element.type === 'checkboxes';
  const chosen = listed(given);
  const pick = (value: string, isOn: boolean) => {
    if (!isMany) return onGiven(value);
    const others = chosen.filter((one) => one !== value);
    return onGiven(isOn ? [...others, value] : others);
  };
  const { id, 'aria-required': _, 'aria-invalid': __, ...rest } = ties;
  return (
    <div
      className="choices"
      role={isMany ? 'group' : 'radiogroup'}
      {...rest}
      {...(labelledBy === undefined ? {} : { 'aria-labelledby': labelledBy })}
    >
      {element.options.map((option, index) => (
        <label key={option.value} className="choice">
          <input
            id={index === 0 ? id : undefined}
            type={isMany ? 'checkbox' : 'radio'}
            name={id}
            checked={chosen.includes(option.value)}
            onChange={(event) => pick(option.value, event.target.checked)}
          />
          <span>
            <Shown text={option.text} />
            {option.description ? (
              <span className="choice-description">
                <Shown text={option.description} />
              </span>
            ) : null}
          </span>
        </label>
      ))}
    </div>
  );
}

const Shown = ({ text }: { text: Text }) => (text.type === 'mrkdwn' ? <Mrkdwn text={text.text} /> : text.text);
