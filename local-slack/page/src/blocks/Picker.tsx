import type { Interactive } from '../../../block-kit/elements';
import { company } from '../people';
import { useSeen } from '../store';
import type { Pick } from '../ui/choosing';
import { Combobox } from '../ui/Combobox';
import type { InputProps } from './input-props';
import { listed, optionsOf } from './values';

/** Menus: options, people, channels; one or several, all with a search. */

type Menu = Extract<
  Interactive,
  {
    type:
      | 'static_select'
      | 'multi_static_select'
      | 'users_select'
      | 'multi_users_select'
      | 'channels_select'
      | 'conversations_select';
  }
>;

function usePicks(element: Menu): Pick[] {
  const people = useSeen((state) => state.people);
  const channels = useSeen((state) => state.channels);
  switch (element.type) {
    case 'static_select':
    case 'multi_static_select':
      return 'option_groups' in element && element.option_groups
        ? element.option_groups.flatMap((group) =>
            group.options.map(({ value, text }) => ({ value, text: text.text, group: group.label.text })),
          )
        : optionsOf(element).map(({ value, text, description }) => ({
            value,
            text: text.text,
            ...(description ? { note: description.text } : {}),
          }));
    case 'users_select':
    case 'multi_users_select':
      return [...people.values()].flatMap((person) =>
        person.bot || person.deactivated ? [] : [{ value: person.id, text: person.name, note: company(person) }],
      );
    case 'channels_select':
    case 'conversations_select':
      return (channels ?? []).flatMap((channel) =>
        channel.kind === 'im' || channel.archived ? [] : [{ value: channel.id, text: `#${channel.name}` }],
      );
  }
}

export function Picker({ element, given, ties, onGiven, isBusy }: InputProps<Menu> & { isBusy: boolean }) {
  const picks = usePicks(element);
  const isMany = element.type === 'multi_static_select' || element.type === 'multi_users_select';
  const most = isMany ? (element.max_selected_items ?? Infinity) : 1;
  return (
    <Combobox
      picks={picks}
      chosen={listed(given)}
      most={most}
      isMany={isMany}
      isBusy={isBusy}
      placeholder={element.placeholder?.text ?? 'Choose'}
      ties={ties}
      onChosen={(chosen) => onGiven(isMany ? chosen : (chosen[0] ?? null))}
    />
  );
}
