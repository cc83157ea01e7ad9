import { z } from 'zod';

/** The small parts that every section of the lifecycle file is made of. */

export const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, 'ids are lower case letters, digits and hyphens, and open with a letter')
  .max(40);
export const title = z.string().trim().min(1).max(70);
export const sentence = z.string().trim().min(1).max(300);
export const days = z.number().int().min(0).max(365);
export const url = z.url({ protocol: /^https?$/ });
export const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 09:00');
