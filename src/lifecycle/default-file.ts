import { join } from 'node:path';
import { projectRoot } from '../project-root';

/** The lifecycle that is used when the configuration names no other. */
export const defaultLifecycleFile = join(projectRoot(), 'src/lifecycle/partner-connect.yml');
