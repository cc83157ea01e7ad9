import { z } from 'zod';
import { refuse } from '../errors';
import { userObject } from '../objects';
import { bool, type Desk, filled, int, type Method, method, page, personOf } from './method';

const seesEmail = (desk: Desk): boolean => desk.manifest.scopes.has('users:read.email');

export const userMethods: Record<string, Method> = {
  'users.info': method({ user: filled, include_locale: bool.optional() }, (args, desk) => ({
    user: userObject(desk.ws, personOf(desk, args.user), seesEmail(desk)),
  })),
  'users.list': method(
    { cursor: z.string().optional(), limit: int.optional(), include_locale: bool.optional() },
    (args, desk) => {
      const home = desk.ws.state.people.filter((person) => !desk.ws.isExternal(person));
      const { items, next } = page(home, args.limit ?? 1000, args.cursor);
      return {
        members: items.map((person) => userObject(desk.ws, person, seesEmail(desk))),
        cache_ts: desk.ws.seconds(),
        response_metadata: { next_cursor: next },
      };
    },
  ),
  'users.lookupByEmail': method({ email: filled }, (args, desk) => {
    const wanted = args.email.toLowerCase();
    const found = desk.ws.state.people.find(
      (p) => p.email.toLowerCase() === wanted && !desk.ws.isExternal(p) && !p.deleted && !p.bot,
    );
    return { user: found ? userObject(desk.ws, found, true) : refuse('users_not_found') };
  }),
};
