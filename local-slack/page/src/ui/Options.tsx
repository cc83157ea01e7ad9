import { type RefObject, useLayoutEffect, useRef } from 'react';
import { useBelow } from './below';
import type { Pick } from './choosing';
import { Icon } from './Icon';

/** The list of a menu below `anchor`, with what was found; each group under its heading. Its rows are named by `id` and their number. */
export function Options({
  id,
  anchor,
  label,
  isMany,
  search,
  found,
  at,
  chosen,
  onPick,
}: {
  id: string;
  anchor: RefObject<HTMLElement | null>;
  label: string;
  isMany: boolean;
  search: string;
  found: readonly Pick[];
  at: number;
  chosen: readonly string[];
  onPick: (value: string) => void;
}) {
  const popup = useRef<HTMLDivElement>(null);
  useBelow(true, anchor, popup);
  // After it is shown: what is not shown does not scroll.
  useLayoutEffect(() => {
    popup.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <div
      ref={popup}
      popover="manual"
      className="options"
      id={id}
      role="listbox"
      aria-label={label}
      aria-multiselectable={isMany}
    >
      {found.map((option, index) => (
        <OptionRow
          key={option.value}
          id={`${id}-${index}`}
          option={option}
          isHere={index === at}
          isChosen={chosen.includes(option.value)}
          heading={option.group === found[index - 1]?.group ? undefined : option.group}
          onPick={() => onPick(option.value)}
        />
      ))}
      {found.length === 0 ? <p className="options-none">Nothing matches “{search}”</p> : null}
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
