import { useSyncExternalStore } from 'react';

/** Light or dark: as the system has it, until somebody says otherwise. */

export type Theme = 'light' | 'dark';
const key = 'theme';
const system = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

function chosen(): Theme | undefined {
  const saved = localStorage.getItem(key);
  return saved === 'light' || saved === 'dark' ? saved : undefined;
}

const current = (): Theme => chosen() ?? (system.matches ? 'dark' : 'light');

function apply(): void {
  document.documentElement.dataset['theme'] = current();
  for (const listener of listeners) listener();
}
system.addEventListener('change', apply);
apply();

export function useTheme(): [Theme, () => void] {
  const theme = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, current);
  const toggle = () => {
    localStorage.setItem(key, theme === 'dark' ? 'light' : 'dark');
    apply();
  };
  return [theme, toggle];
}
