import { refuse } from '../errors';
import { filled, joinedChannel, messageOf, type Method, method, openChannel } from './method';

const most = 100;

export const pinMethods: Record<string, Method> = {
  'pins.add': method({ channel: filled, timestamp: filled }, (args, desk) => {
    const channel = openChannel(desk, args.channel);
    const { ts } = messageOf(desk, channel, args.timestamp);
    if (channel.pins.some((pin) => pin.ts === ts)) refuse('already_pinned');
    if (channel.pins.length >= most) refuse('too_many_pins');
    channel.pins.push({ ts, user: desk.ws.app.botUserId, created: desk.ws.seconds() });
    desk.ws.changed({ kind: 'channel', channel: channel.id });
    return {};
  }),
  'pins.remove': method({ channel: filled, timestamp: filled }, (args, desk) => {
    const channel = openChannel(desk, args.channel);
    if (!channel.pins.some((pin) => pin.ts === args.timestamp)) refuse('no_pin');
    channel.pins = channel.pins.filter((pin) => pin.ts !== args.timestamp);
    desk.ws.changed({ kind: 'channel', channel: channel.id });
    return {};
  }),
  'pins.list': method({ channel: filled }, (args, desk) => {
    const channel = joinedChannel(desk, args.channel);
    return {
      items: channel.pins.map((pin) => ({
        type: 'message',
        channel: channel.id,
        created: pin.created,
        created_by: pin.user,
        message: desk.ws.message(channel, pin.ts),
      })),
    };
  }),
};
