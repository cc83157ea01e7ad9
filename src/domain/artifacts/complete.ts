import type { Lifecycle } from '../../lifecycle/schema';
import type { Placed } from '../lookup';
import type { Partner } from '../partner';
import { automatedCases, certificationOf } from './certification';
import { artifactsOf } from './items';
import type { ArtifactKind, Revision } from './state';

/**
 * Whether a kind of file is as it should be: handed in without faults and, for the report, all that the suite tries
 * has passed. A product that the suite cannot try needs no report.
 */
export function isInOrder(kind: ArtifactKind, partner: Partner, lifecycle: Lifecycle): boolean {
  if (kind !== 'report') return partner.artifacts[kind]?.stands !== undefined;
  return automatedCases(partner, lifecycle).length === 0 || certificationOf(partner, lifecycle)?.complete === true;
}

/** The upload that holds, as far as it is still at hand. */
export const standingRevision = (kind: ArtifactKind, { artifacts }: Partner): Revision | undefined =>
  artifacts[kind]?.revisions.find(({ number }) => number === artifacts[kind]?.stands?.revision);

/** Whether every file that an item waits for is in order. */
export const filesInOrder = (placed: Placed, partner: Partner, lifecycle: Lifecycle): boolean =>
  artifactsOf(placed).every((kind) => isInOrder(kind, partner, lifecycle));
