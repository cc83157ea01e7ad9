import { join } from 'node:path';
import { LocalSlack } from '../../local-slack';
import { projectRoot } from '../../src/project-root';
import { SlackClient } from '../../src/slack/client';

/** A local Slack and the client of deliveries, without a bot: for what is made of Slack's answers. */
export async function slackAndClient(): Promise<{ readonly slack: LocalSlack; readonly client: SlackClient }> {
  const slack = await LocalSlack.start({ manifest: join(projectRoot(), 'manifest.yml'), quiet: true });
  return { slack, client: new SlackClient(slack.botToken, { slackApiUrl: slack.url, timeoutMs: 10_000 }) };
}
