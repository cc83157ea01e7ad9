import { type KeyboardEvent, useState } from 'react';

/** What can be chosen in a menu. */
export interface Pick {
  value: string;
  text: string;
  note?: string;
  group?: string;
}

/** What a menu is given: what can be chosen there and what is, one value or several. */
export interface Choice {
  picks: readonly Pick[];
  chosen: readonly string[];
  most: number;
  isMany: boolean;
  onChosen: (chosen: string[]) => void;
}

const bare = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** A menu that can be searched: what it shows, where its keys are, and what they do. */
export function useChoosing({ picks, chosen, most, isMany, onChosen }: Choice) {
  const [isOpen, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const wanted = bare(search);
  const found = picks.filter(({ text, note = '' }) => bare(`${text} ${note}`).includes(wanted));

  const open = () => {
    setOpen(true);
    const first = found.findIndex((pick) => chosen.includes(pick.value));
    setAt(Math.max(0, first));
  };
  const close = () => {
    setOpen(false);
    setSearch('');
  };
  const type = (text: string) => {
    setSearch(text);
    setAt(0);
    setOpen(true);
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
  const move = (step: number) => {
    if (isOpen) setAt((at + step + found.length) % Math.max(1, found.length));
    else open();
  };
  const enter = () => {
    const here = found[at];
    if (!isOpen) open();
    else if (here) pick(here.value);
  };
  const onKey = (event: KeyboardEvent) => {
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      move(key === 'ArrowDown' ? 1 : -1);
    } else if (key === 'Enter') {
      event.preventDefault();
      enter();
    } else if (key === 'Escape' && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (key === 'Backspace' && search === '' && chosen.length > 0) onChosen(chosen.slice(0, -1));
    else if (key === 'Tab') close();
  };
  return { isOpen, search, found, at, open, close, type, pick, onKey };
}
