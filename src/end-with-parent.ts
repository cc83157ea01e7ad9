/**
 * Loaded before the bot by `npm start`. A bot whose parent was killed would go on taking jobs for a Slack that is gone; the closed
 * channel to the parent tells it to end, as SIGTERM does.
 */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
