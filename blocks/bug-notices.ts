import type { BugNotice, Partner } from '../src/domain/partner';
import type { Lifecycle } from '../src/lifecycle/schema';
import { tellBug } from './history-bugs';
import { told } from './message';
import type { Picture } from './picture';
import { author } from './words';

/** A line in the thread of a bug. */
export const bugLine = ({ event, by }: BugNotice, _partner: Partner, lifecycle: Lifecycle): Picture =>
  told([`${tellBug(event, author(by), lifecycle)}.`]);
