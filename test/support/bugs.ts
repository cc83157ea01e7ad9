import type { Bug } from '../../src/domain/bugs/state';
import type { ReportBug } from '../../src/domain/commands';
import { never, type Story } from './given';

/** A bug of which tests say only what they are about. */
export const bugReport = (more: Partial<ReportBug> = {}): ReportBug => ({
  type: 'ReportBug',
  title: 'Sign-up fails',
  what: 'A blank page after the button.',
  severity: 'S2',
  ...more,
});

/** A bug of a story's partner, the first unless said otherwise. */
export const bugIn = ({ partner }: Story, number = 'ACME-1'): Bug => partner.bugs[number] ?? never();
