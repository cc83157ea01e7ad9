import { z } from 'zod';
import { channelId, instant } from '../ids';
import { text } from './shared';

export const setUpChanges = [
  /** Written before Slack is asked, so that a channel made just before a crash is found again. */
  z.strictObject({ type: z.literal('ChannelNamed'), name: z.string() }),
  z.strictObject({ type: z.literal('ChannelReady'), channel: channelId, name: z.string() }),
  z.strictObject({ type: z.literal('ChannelIdChanged'), channel: channelId }),
  z.strictObject({ type: z.literal('ChannelRenamed'), name: z.string() }),
  z.strictObject({ type: z.literal('ChannelArchived') }),
  z.strictObject({ type: z.literal('ChannelUnarchived') }),
  z.strictObject({ type: z.literal('ChannelDeleted') }),
  /** The bot was put out of the channel; it is in it again. */
  z.strictObject({ type: z.literal('ChannelLeft') }),
  z.strictObject({ type: z.literal('ChannelRejoined') }),
  z.strictObject({ type: z.literal('StepDone'), step: z.string() }),
  /** `retryAt` is absent when only a person can mend it. */
  z.strictObject({ type: z.literal('StepFailed'), step: z.string(), problem: text, retryAt: instant.optional() }),
  z.strictObject({ type: z.literal('SetUpRetried') }),
] as const;

export type SetUpEvent = z.infer<(typeof setUpChanges)[number]>;
