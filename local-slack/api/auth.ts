import { z } from 'zod';
import { refuse } from '../errors';
import { bool, type Method, method } from './method';

export const authMethods: Record<string, Method> = {
  'auth.test': method({}, (_args, { ws }) => {
    const { team, app } = ws;
    return {
      url: `https://${team.domain}.slack.com/`,
      team: team.name,
      user: ws.person(app.botUserId)?.handle ?? '',
      team_id: team.id,
      user_id: app.botUserId,
      bot_id: app.botId,
      ...(team.enterprise && { enterprise_id: team.enterprise }),
      is_enterprise_install: false,
    };
  }),
  'team.info': method({ team: z.string().optional(), domain: z.string().optional() }, (args, { ws }) => {
    const team = args.team === undefined ? ws.team : ws.teamOf(args.team);
    return { team: team ? { ...team, email_domain: '', icon: { image_default: true } } : refuse('team_not_found') };
  }),
  'apps.connections.open': {
    ...method({ debug_reconnects: bool.optional() }, (_args, desk) => ({ url: desk.socketUrl() })),
    appToken: true,
  },
};
