import { App, SocketModeReceiver } from '@slack/bolt';
import { clientOf, errorOf, silent, startSlack } from './support';

test('a Bolt app in Socket Mode hears commands, answers in the ack, and comes back when asked to', async () => {
  const slack = await startSlack();
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    // Also how long the client waits before it connects anew.
    clientPingTimeout: 2000,
    logger: silent,
    installerOptions: { clientOptions: { slackApiUrl: slack.url } },
  });
  const app = new App({
    receiver,
    token: slack.botToken,
    botId: slack.bot.botId,
    botUserId: slack.bot.userId,
    clientOptions: { slackApiUrl: slack.url },
    convoStore: false,
    logger: silent,
  });
  const mentions: string[] = [];
  app.command('/try', async ({ ack, command }) => ack({ text: `${command.text} by socket` }));
  app.event('app_mention', async ({ event }) => void mentions.push(event.text));
  await app.start();

  const pat = slack.person({ name: 'Pat Doe' });
  await slack.as(pat).type('/try now');
  await slack.as(pat).sees('now by socket');
  slack.inviteBot('general');
  await slack.as(pat).type(`@bot ${'long '.repeat(20_000)}`);
  await slack.settled();
  expect(mentions).toHaveLength(1);

  const back = new Promise((resolve) => receiver.client.once('connected', resolve));
  slack.recycleSockets();
  await back;
  await slack.as(pat).type('/try again');
  await slack.as(pat).sees('again by socket');

  expect(await errorOf(clientOf(slack).apps.connections.open())).toBe('not_allowed_token_type');
  await app.stop();
  await slack.stop();
});
