import type { KnownBlock } from '@slack/types';
import type { RecordedEvent } from '../src/domain/events';
import type { Partner } from '../src/domain/partner';
import type { Lifecycle } from '../src/lifecycle/schema';
import { describe } from './history';
import { context, header, row, section } from './kit';
import { show, surfaces } from './navigation';
import { picture, type Picture, type Viewer } from './picture';
import { moment, name } from './text';

/** A page of what happened, newest first; `n` is an event's place in the log. Bookkeeping that is newer makes no page newer. */
export function logMessage(
  partner: Partner,
  lifecycle: Lifecycle,
  { who }: Viewer,
  entries: readonly { readonly n: number; readonly recorded: RecordedEvent }[],
  { older, newer }: { readonly older: boolean; readonly newer: boolean },
): Picture {
  const lines = entries.flatMap(({ recorded }) => {
    const said = describe(recorded, partner, lifecycle, who.side);
    return said === undefined ? [] : [{ said, line: `${moment(recorded.at)} · ${said}` }];
  });
  const oldest = entries.at(-1)?.n;
  const blocks: KnownBlock[] = [
    header(`${partner.name} · Log`),
    ...pack(lines.map(({ line }) => line)).map((text) => section(text)),
    ...(lines.length === 0 ? [context(older ? 'Nothing to tell on this page.' : 'Nothing happened yet.')] : []),
    ...row(
      newer ? show(partner.id, { s: 'log' }, 'Newest', { suffix: 'newest' }) : undefined,
      older && oldest !== undefined
        ? show(partner.id, { s: 'log', before: oldest }, 'Older', { suffix: 'older' })
        : undefined,
    ),
    ...row(...surfaces(partner.id, lifecycle, 'log')),
  ];
  return picture([`Log of ${name(partner.name)}, newest first`, ...lines.map(({ said }) => said)], blocks);
}

/** Puts lines together into as few sections as hold them. */
function pack(lines: readonly string[]): readonly string[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + line.length + 1 <= 2900) texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  // Room is left for the blocks around them.
  return texts.slice(0, 40);
}
