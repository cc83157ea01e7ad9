import type { LocalSlack } from '.';

/** A friendly workspace to try the bot in: Databricks people, and a partner's people who wait to be invited. */

const home = [
  { name: 'Priya Nair', role: 'pdm', tz: 'America/Los_Angeles' },
  { name: 'Erik Holm', role: 'engineering', tz: 'Europe/Amsterdam' },
  { name: 'Sofia Almeida', role: 'solution-architects', tz: 'Europe/Lisbon' },
  { name: 'Paolo Ricci', role: 'product', tz: 'America/New_York' },
  { name: 'Lena Vogel', role: 'legal', tz: 'Europe/Berlin' },
  { name: 'Mina Sato', role: 'marketing', tz: 'Asia/Tokyo' },
];

const partner = { name: 'Northwind Data' };
const theirs = [
  { name: 'Nora Lind', email: 'nora@northwind.example', tz: 'Europe/Stockholm' },
  { name: 'Evan Cole', email: 'evan@northwind.example', tz: 'America/Chicago' },
  { name: 'Maya Rao', email: 'maya@northwind.example', tz: 'Asia/Kolkata' },
];

const emailOf = (name: string): string => `${name.toLowerCase().replaceAll(' ', '.')}@databricks.example`;

export function seed(slack: LocalSlack): void {
  for (const { name, role, tz } of home) {
    const person = slack.person({ name, tz, email: emailOf(name) });
    slack.userGroup({ handle: role, people: [person] });
  }
  for (const person of theirs) slack.person({ ...person, team: partner });
}
