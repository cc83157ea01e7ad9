import { refuse } from '../errors';
import { groupObject } from '../objects';
import { bool, filled, type Method, method } from './method';

export const usergroupMethods: Record<string, Method> = {
  'usergroups.list': method(
    { include_count: bool.optional(), include_disabled: bool.optional(), include_users: bool.optional() },
    (args, { ws }) => ({
      usergroups: ws.state.userGroups
        .filter((group) => args.include_disabled === true || !group.disabled)
        .map((group) => groupObject(ws, group, args.include_users ?? false, args.include_count ?? false)),
    }),
  ),
  'usergroups.users.list': method({ usergroup: filled, include_disabled: bool.optional() }, (args, { ws }) => {
    const group = ws.state.userGroups.find((g) => g.id === args.usergroup);
    if (!group || (group.disabled && args.include_disabled !== true)) return refuse('no_such_subteam');
    return { users: group.users };
  }),
};
