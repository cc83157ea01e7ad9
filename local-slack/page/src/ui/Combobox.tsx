import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import type { Ties } from '../blocks/input-props';
import { useBelow } from './below';
import { Icon } from './Icon';

export interface Pick {
  value: string;
  text: string;
  note?: string;
  group?: string;
}

const bare = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** A menu that can be searched, for one value or several; the list follows the ARIA combobox pattern. */
export function Combobox({
  picks,
  chosen,
  most,
  isMany,
  isBusy,
  placeholder,
  ties,
  onChosen,
}: {
  picks: readonly Pick[];
  chosen: readonly string[];
  most: number;
  isMany: boolean;
  isBusy: boolean;
  placeholder: string;
  ties: Ties;
  onChosen: (chosen: string[]) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  useBelow(isOpen, input, popup);

  const wanted = bare(search);
  const found = picks.filter(({ text, note = '' }) => bare(`${text} ${note}`).includes(wanted));
  const textOf = (value: string): string => picks.find((pick) => pick.value === value)?.text ?? value;
  const current = isMany ? '' : chosen.map(textOf).join('');

  const open = () => {
    setOpen(true);
    setAt(
      Math.max(
        0,
        found.findIndex((pick) => chosen.includes(pick.value)),
      ),
    );
  };
  const close = () => {
    setOpen(false);
    setSearch('');
  };
  const pick = (value: string) => {
    if (!isMany) {
      onChosen([value]);
      return close();
    }
    const without = chosen.filter((one) => one !== value);
    if (without.length < chosen.length) onChosen(without);
    else if (chosen.length < most) onChosen([...chosen, value]);
    return setSearch('');
  };

  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (isOpen) setAt((at + step + found.length) % Math.max(1, found.length));
      else open();
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault();
      const here = found[at];
      if (here) pick(here.value);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      open();
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === 'Backspace' && search === '' && chosen.length > 0) onChosen(chosen.slice(0, -1));
    else if (event.key === 'Tab') close();
  };

  useLayoutEffect(() => {
    if (isOpen) box.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [isOpen, at]);

  return (
    <div
      className="combobox"
      ref={box}
      data-busy={isBusy || undefined}
      onBlur={(event) => {
        if (!box.current?.contains(event.relatedTarget)) close();
      }}
    >
      {isMany && chosen.length > 0 ? (
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
      ) : null}
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
          onChange={(event) => {
            setSearch(event.target.value);
            setAt(0);
            setOpen(true);
          }}
          onClick={() => (isOpen ? undefined : open())}
          onKeyDown={onKey}
        />
        <Icon name="down" />
      </div>
      {isOpen ? (
        <div
          ref={popup}
          popover="manual"
          className="options"
          id={list}
          role="listbox"
          aria-label={placeholder}
          aria-multiselectable={isMany}
        >
          {found.map((option, index) => (
            <OptionRow
              key={option.value}
              id={`${list}-${index}`}
              option={option}
              isHere={index === at}
              isChosen={chosen.includes(option.value)}
              heading={option.group === found[index - 1]?.group ? undefined : option.group}
              onPick={() => pick(option.value)}
            />
          ))}
          {found.length === 0 ? <p className="options-none">Nothing matches “{search}”</p> : null}
        </div>
      ) : null}
    </div>
  );
}

function OptionRow({
  id,
  option,
  isHere,
  isChosen,
  heading,
  onPick,
}: {
  id: string;
  option: Pick;
  isHere: boolean;
  isChosen: boolean;
  heading: string | undefined;
  onPick: () => void;
}) {
  return (
    <>
      {heading === undefined ? null : (
        <div className="options-heading" role="presentation">
          {heading}
        </div>
      )}
      {/* The keys are the combobox's: the focus never leaves it. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events */}
      <div
        id={id}
        className="option"
        role="option"
        tabIndex={-1}
        aria-selected={isHere}
        data-chosen={isChosen || undefined}
        onPointerDown={(event) => event.preventDefault()}
        onClick={onPick}
      >
        <span>{option.text}</span>
        {option.note === undefined || option.note === '' ? null : <span className="option-note">{option.note}</span>}
        {isChosen ? <Icon name="check" /> : null}
      </div>
    </>
  );
}
