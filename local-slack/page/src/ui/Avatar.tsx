import type { ShownPerson } from '../../../browser/protocol';

/** Initials on a colour of their own; the bot has its sign. */

const hues = [4, 28, 150, 190, 215, 255, 285, 325];

function hueOf(id: string): number {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return hues[sum % hues.length] ?? 0;
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase();

export function Avatar({ person }: { person: ShownPerson | undefined }) {
  if (person?.bot) return <img className="avatar" src="/icon.svg" alt="" />;
  const name = person?.name ?? '?';
  return (
    <span
      className="avatar"
      aria-hidden="true"
      style={{ '--hue': hueOf(person?.id ?? name) }}
      data-initials={initials(name)}
    >
      {person?.external ? <span className="avatar-mark" /> : null}
    </span>
  );
}
