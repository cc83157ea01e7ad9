import type { Author, UxEvent } from '../events';
import type { Instant } from '../ids';
import type { Partner } from '../partner';
import type { Design, GuidelineVerdict } from '../ux/state';
import { revise } from './items';
import { notify } from './outbox';

/** Keeps verdicts and designs, and tells of each design that comes or goes back. */
export function evolveUx(partner: Partner, event: UxEvent, at: Instant, by: Author): Partner {
  const { ux } = partner;
  switch (event.type) {
    case 'GuidelinesReviewed': {
      const revision = partner.version + 1;
      const verdicts = event.verdicts.map(({ guideline, is, comment, link }): [string, GuidelineVerdict] => [
        guideline,
        { is, ...(comment && { comment }), ...(link && { link }), at, by, revision },
      ]);
      return { ...partner, ux: { ...ux, verdicts: { ...ux.verdicts, ...Object.fromEntries(verdicts) } } };
    }
    case 'DesignHandedIn': {
      const { item, link, note } = event;
      const said = { link, ...(note && { note }) };
      const designs = [...ux.designs, { number: ux.designs.length + 1, ...said, at, by }];
      const handedIn = revise({ ...partner, ux: { ...ux, designs } }, item, { evidence: said });
      return notify(handedIn, { kind: 'design', item }, at);
    }
    case 'DesignSentBack': {
      const sentBack = { at, by, comment: event.comment };
      const designs = ux.designs.map((d, n): Design => (n === ux.designs.length - 1 ? { ...d, sentBack } : d));
      return notify({ ...partner, ux: { ...ux, designs } }, { kind: 'design', item: event.item }, at);
    }
  }
}
