import { useId, useRef } from 'react';
import type { Ties } from '../blocks/input-props';
import { type Choice, useChoosing } from './choosing';
import { Icon } from './Icon';
import { Options } from './Options';

/** A menu that can be searched, for one value or several; the list follows the ARIA combobox pattern. */
export function Combobox({
  isBusy,
  placeholder,
  ties,
  ...choice
}: Choice & { isBusy: boolean; placeholder: string; ties: Ties }) {
  const { picks, chosen, isMany, onChosen } = choice;
  const { isOpen, search, found, at, open, close, type, pick, onKey } = useChoosing(choice);
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const textOf = (value: string): string => picks.find((one) => one.value === value)?.text ?? value;
  const current = isMany ? '' : chosen.map(textOf).join('');
  return (
    <div
      className="combobox"
      ref={box}
      data-busy={isBusy || undefined}
      onBlur={({ relatedTarget }) => {
        if (!box.current?.contains(relatedTarget)) close();
      }}
    >
      {isMany && chosen.length > 0 ? <Chips chosen={chosen} textOf={textOf} onChosen={onChosen} /> : null}
      <div className="combobox-row">
        <input
          {...ties}
          ref={input}
          className="input"
          role="combobox"
          autoComplete="off"
          aria-expanded={isOpen}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && found[at] ? `${list}-${at}` : undefined}
          placeholder={current || placeholder}
          data-chosen={current !== '' || undefined}
          value={isOpen ? search : current}
          onChange={({ target }) => type(target.value)}
          onClick={() => (isOpen ? undefined : open())}
          onKeyDown={onKey}
        />
        <Icon name="down" />
      </div>
      {isOpen ? (
        <Options
          id={list}
          anchor={input}
          label={placeholder}
          isMany={isMany}
          search={search}
          found={found}
          at={at}
          chosen={chosen}
          onPick={pick}
        />
      ) : null}
    </div>
  );
}

/** What is chosen of several, each with a button that takes it out. */
function Chips({
  chosen,
  textOf,
  onChosen,
}: {
  chosen: readonly string[];
  textOf: (value: string) => string;
  onChosen: (chosen: string[]) => void;
}) {
  return (
    <ul className="chips" aria-label="Chosen">
      {chosen.map((value) => (
        <li key={value} className="chip">
          {textOf(value)}
          <button
            type="button"
            aria-label={`Remove ${textOf(value)}`}
            onClick={() => onChosen(chosen.filter((one) => one !== value))}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
