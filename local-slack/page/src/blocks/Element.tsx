import { useState } from 'react';
import type { Block } from '../../../block-kit/blocks';
import type { Interactive } from '../../../block-kit/elements';
import type { Given } from '../../../browser/protocol';
import { ButtonElement } from './ButtonElement';
import { Choices } from './Choices';
import { Confirm } from './Confirm';
import { FileInput } from './FileInput';
import type { FieldTies, InputProps, Ties } from './input-props';
import { DateInput, DateTimeInput, TextInput, TimeInput } from './inputs';
import { Overflow } from './Overflow';
import { Picker } from './Picker';
import { useSurface } from './surface';

/**
 * Anything with an action_id. A button presses; whatever holds a value keeps it, and tells the bot at once where Slack would: outside
 * of input blocks, and in those that ask for it. A confirm dialog comes first.
 */
export function Element({ block, element, field }: { block: Block; element: Interactive; field?: FieldTies }) {
  const surface = useSurface();
  const [asking, setAsking] = useState<{ given: Given | undefined }>();
  const [isBusy, setBusy] = useState(false);
  const given = surface.held(block, element);

  const act = async (value: Given | undefined) => {
    setBusy(true);
    await surface.act(block, element, value);
    setBusy(false);
  };
  const confirm = 'confirm' in element ? element.confirm : undefined;
  const ask = (value?: Given) => (confirm ? setAsking({ given: value }) : void act(value));
  const tellsAtOnce = block.type !== 'input' || block.dispatch_action === true;
  const give = (value: Given) => {
    if (tellsAtOnce && !isTyped(element)) return ask(value);
    return surface.enter(block, element, value);
  };

  const label = labelOf(block, element);
  const ties: Ties = field
    ? {
        id: field.id,
        ...(field.describedBy === undefined ? {} : { 'aria-describedby': field.describedBy }),
        ...(field.isFaulty ? { 'aria-invalid': true } : {}),
        ...(field.isRequired ? { 'aria-required': true } : {}),
      }
    : { id: `${surface.id}-${block.block_id}-${element.action_id}`, 'aria-label': label };
  const props = { given, ties, onGiven: give };

  return (
    <>
      {drawn(element, props, {
        labelledBy: field?.labelledBy,
        isBusy,
        onPress: () => ask(),
        onEnter: tellsAtOnce ? (value) => void act(value) : undefined,
      })}
      {asking && confirm ? (
        <Confirm
          confirm={confirm}
          onAnswer={(isYes) => {
            setAsking(undefined);
            if (isYes) void act(asking.given);
          }}
        />
      ) : null}
    </>
  );
}

interface Ways {
  labelledBy: string | undefined;
  isBusy: boolean;
  onPress: () => void;
  /** Text that is told when Enter is pressed. */
  onEnter: ((given: Given) => void) | undefined;
}

function drawn(element: Interactive, props: Omit<InputProps, 'element'>, ways: Ways) {
  switch (element.type) {
    case 'button':
      return <ButtonElement element={element} isBusy={ways.isBusy} onPress={ways.onPress} />;
    case 'overflow':
      return <Overflow element={element} isBusy={ways.isBusy} onPick={props.onGiven} />;
    case 'checkboxes':
    case 'radio_buttons':
      return <Choices {...props} element={element} labelledBy={ways.labelledBy} />;
    case 'datepicker':
      return <DateInput {...props} element={element} />;
    case 'timepicker':
      return <TimeInput {...props} element={element} />;
    case 'datetimepicker':
      return <DateTimeInput {...props} element={element} />;
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return <TextInput {...props} element={element} onEnter={ways.onEnter} />;
    case 'file_input':
      return <FileInput {...props} element={element} />;
    case 'static_select':
    case 'multi_static_select':
    case 'users_select':
    case 'multi_users_select':
    case 'channels_select':
    case 'conversations_select':
      return <Picker {...props} element={element} isBusy={ways.isBusy} />;
  }
}

const isTyped = ({ type }: Interactive): boolean => type.endsWith('_input');

/** Without a label of its own a menu is called after its placeholder, with the first line of the text beside it. */
function labelOf(block: Block, element: Interactive): string {
  const placeholder = 'placeholder' in element ? element.placeholder?.text : undefined;
  const beside = block.type === 'section' ? block.text?.text.split('\n')[0]?.replaceAll(/[*_~`]/g, '') : undefined;
  return [placeholder, beside].filter((part) => part !== undefined && part !== '').join(': ') || element.type;
}
