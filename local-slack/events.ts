import type { BotLine, Outcome } from './dispatch';
import type { Manifest } from './manifest';
import type { Channel } from './state';
import type { SlackEvent, Workspace } from './workspace';

/** Events API: only what the manifest subscribes to, sent again up to three times until the bot says 200. */

const reasons = { timeout: 'http_timeout', unreachable: 'connection_failed' } as const;

/** Events about a channel that an app hears only when it is in it. */
const membersOnly = new Set(['app_mention', 'member_joined_channel', 'member_left_channel', 'message']);

const messageKinds = { public: 'message.channels', private: 'message.groups', im: 'message.im' } as const;

export class Events {
  readonly #waiting = new Set<NodeJS.Timeout>();
  #stopped = false;

  constructor(
    readonly ws: Workspace,
    readonly manifest: Manifest,
    readonly line: BotLine,
    readonly retryDelaysMs: readonly number[],
  ) {
    ws.onEvent((event, channel) => {
      if (this.#wanted(event, channel)) this.#start(this.#envelope(event, channel));
    });
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of this.#waiting) clearTimeout(timer);
  }

  /** Sends an event that is not the outcome of something in the workspace, such as `app_uninstalled`, or one twice. */
  send(event: SlackEvent): void {
    this.#start(this.#envelope(event, undefined));
  }

  #wanted(event: SlackEvent, channel: Channel | undefined): boolean {
    const name = event.type === 'message' && channel ? messageKinds[channel.kind] : event.type;
    if (!this.manifest.events.has(name)) return false;
    const inChannel = channel?.members.includes(this.ws.app.botUserId) ?? true;
    return inChannel || (channel?.kind === 'public' && !membersOnly.has(event.type));
  }

  #envelope(event: SlackEvent, channel: Channel | undefined): Record<string, unknown> {
    const { app, team } = this.ws;
    return {
      token: app.verificationToken,
      team_id: team.id,
      context_team_id: team.id,
      context_enterprise_id: null,
      api_app_id: app.appId,
      event,
      type: 'event_callback',
      event_id: this.ws.id('Ev'),
      event_time: this.ws.seconds(),
      authorizations: [
        { enterprise_id: null, team_id: team.id, user_id: app.botUserId, is_bot: true, is_enterprise_install: false },
      ],
      is_ext_shared_channel: (channel?.otherTeams.length ?? 0) > 0,
      event_context: this.ws.id('EC'),
    };
  }

  #start(payload: Record<string, unknown>): void {
    if (this.#stopped) return;
    const type = String(Object(payload['event']).type);
    void this.line.traffic.during(async () => {
      let reason = '';
      for (let num = 0; num <= this.retryDelaysMs.length && !this.#stopped; num += 1) {
        const delay = num === 0 ? 0 : (this.retryDelaysMs[num - 1] ?? 0);
        if (!(await this.#pause(delay))) return;
        const outcome = await this.line.send({
          kind: 'events_api',
          type,
          payload,
          ...(num === 0 ? {} : { retry: { num, reason } }),
        });
        if (outcome.status === 200 || outcome.noRetry) return;
        reason = reasonFor(outcome);
      }
    });
  }

  async #pause(ms: number): Promise<boolean> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(timer);
        resolve();
      }, ms);
      this.#waiting.add(timer);
    });
    return !this.#stopped;
  }
}

function reasonFor(outcome: Outcome): string {
  return typeof outcome.status === 'number' ? 'http_error' : reasons[outcome.status];
}
