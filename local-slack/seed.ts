import type { LocalSlack } from '.';

/** A friendly workspace to try the bot in: Databricks people, and a partner's people who wait to be invited. */

const home = [
  { name: 'Priya Nair', role: 'pdm', title: 'Partner development manager', tz: 'America/Los_Angeles' },
  { name: 'Erik Holm', role: 'engineering', title: 'Engineer', tz: 'Europe/Amsterdam' },
  { name: 'Sofia Almeida', role: 'solution-architects', title: 'Solution architect', tz: 'Europe/Lisbon' },
  { name: 'Paolo Ricci', role: 'product', title: 'Product manager', tz: 'America/New_York' },
  { name: 'Lena Vogel', role: 'legal', title: 'Legal counsel', tz: 'Europe/Berlin' },
  { name: 'Mina Sato', role: 'marketing', title: 'Marketing manager', tz: 'Asia/Tokyo' },
];

const partner = { name: 'Northwind Data' };
const theirs = [
  { name: 'Nora Lind', title: 'Partner lead', email: 'nora@northwind.example', tz: 'Europe/Stockholm' },
  { name: 'Evan Cole', title: 'Partner engineer', email: 'evan@northwind.example', tz: 'America/Chicago' },
  { name: 'Maya Rao', title: 'Partner marketer', email: 'maya@northwind.example', tz: 'Asia/Kolkata' },
];

const emailOf = (name: string): string => `${name.toLowerCase().replaceAll(' ', '.')}@databricks.example`;

export function seed(slack: LocalSlack): void {
  for (const { name, role, title, tz } of home) {
    const person = slack.person({ name, title, tz, email: emailOf(name) });
    slack.userGroup({ handle: role, people: [person] });
  }
  for (const person of theirs) slack.person({ ...person, team: partner });
}
