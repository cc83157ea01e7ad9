import type { Button } from '@slack/types';
import type { PartnerId } from '../src/domain/ids';
import type { Partner } from '../src/domain/partner';
import { proposerOf, type RoadmapEntry } from '../src/domain/roadmap/state';
import { otherSide } from '../src/domain/sides';
import type { Lifecycle, Side } from '../src/lifecycle/schema';
import { button } from './kit';
import type { Surface } from './surface';
import { name, oneLine } from './text';
import { sideName } from './words';

/** The words for entries of the roadmap. */

export const from: Surface = { s: 'roadmap' };

/** "*R3 Unity Catalog lineage*". */
export const called = ({ id, title }: Pick<RoadmapEntry, 'id' | 'title'>): string =>
  `*${oneLine(`${id.toUpperCase()} ${title}`, 350)}*`;

/** "2027Q3 · Acme · Paul Reed". */
export function facts(entry: RoadmapEntry, partner: Partner, lifecycle: Lifecycle): string {
  const { quarter, side: which, owner } = entry;
  return [oneLine(quarter, 10), sideName(which, partner, lifecycle), ...(owner ? [name(owner.name)] : [])].join(' · ');
}

/** The side whose answer a proposal waits for. */
export const askedSide = (entry: RoadmapEntry): Side => otherSide(proposerOf(entry));

export function answerButtons({ id: entry, revision, title }: RoadmapEntry, p: PartnerId): readonly Button[] {
  const at = { suffix: entry };
  return [
    button(
      'Accept',
      'roadmap-accept',
      { p, entry, revision, from },
      { ...at, style: 'primary', label: `Accept: ${title}` },
    ),
    button('Decline…', 'roadmap-decline', { p, entry, from }, { ...at, label: `Decline: ${title}` }),
  ];
}
