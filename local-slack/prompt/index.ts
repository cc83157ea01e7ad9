import { createInterface } from 'node:readline';
import type { LocalSlack } from '..';
import { Prompt, type PromptOptions } from './prompt';

export interface RunOptions extends PromptOptions {
  readonly input?: NodeJS.ReadableStream;
  /** Ends it. */
  readonly signal?: AbortSignal;
}

/** Trying the bot from a terminal: who you are, where you are, and what you can click, by number. Runs until `quit` or the end of the input. */
export async function runPrompt(slack: LocalSlack, options: RunOptions = {}): Promise<void> {
  const { input = process.stdin, output = process.stdout } = options;
  const prompt = new Prompt(slack, options);
  const lines = createInterface({ input, output, prompt: '' });
  const ask = () => {
    lines.setPrompt(prompt.label);
    lines.prompt();
  };
  options.signal?.addEventListener('abort', () => lines.close());
  prompt.welcome();
  ask();
  // What happens while nobody types is shown a moment later.
  let busy = false;
  let timer: NodeJS.Timeout | undefined;
  const stop = slack.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!busy && prompt.refresh()) ask();
    }, 100);
  });
  for await (const line of lines) {
    busy = true;
    const goOn = await prompt.run(line);
    busy = false;
    if (!goOn) break;
    ask();
  }
  stop();
  clearTimeout(timer);
  lines.close();
}
