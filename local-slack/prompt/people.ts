import type { LocalSlack } from '..';
import { nowhere, placeOf } from './screen';
import type { Terminal } from './terminal';

/** Who somebody at the terminal is, and where. */

/** Goes to a channel. Whoever mistypes one stays where they are. */
export function go({ me }: Terminal, channel: string): void {
  const from = placeOf(me);
  try {
    me.in(channel).channel();
  } catch (error) {
    if (from !== nowhere) me.in(from);
    throw error;
  }
}

/** Becomes the person of this name or email, or the first whose name has these words. */
export function become(terminal: Terminal, words: string): void {
  const { slack } = terminal;
  const people = slack.people();
  const wanted = words.toLowerCase();
  const found =
    people.find((p) => p.name.toLowerCase() === wanted || p.email === wanted) ??
    people.find((p) => p.name.toLowerCase().includes(wanted));
  if (!found || wanted === '') throw new Error(`nobody is called "${words}"; people lists everyone`);
  terminal.me = slack.as(found);
}

/** Accepts an open invitation, as whoever got it. */
export function accept(terminal: Terminal, email: string): void {
  const { slack } = terminal;
  const invite = slack.invites().findLast((i) => i.email === email && i.state === 'sent');
  if (!invite) {
    const open = slack.invites().flatMap((i) => (i.state === 'sent' && i.email !== undefined ? [i.email] : []));
    throw new Error(`no open invitation for ${email}; open are: ${open.join(', ') || 'none'}`);
  }
  const [name = email, domain = ''] = email.split('@');
  const known = slack.people().find((p) => p.email === email && p.teamId !== slack.team.id);
  const person = known ?? slack.person({ name, email, team: { name: domain } });
  slack.accept(person);
  terminal.me = slack.as(person).in(slack.channel(invite.channelId));
  terminal.print(`You are now ${described(slack, person.id)}`);
}

/** "Nora <nora@northwind.example> (external)". */
export function described(slack: LocalSlack, id: string): string {
  const person = slack.find(id);
  const team = person.teamId === slack.team.id ? slack.team.name : 'external';
  return `${person.name} <${person.email}> (${team}${person.deleted ? ', deactivated' : ''})`;
}
