import type { LocalSlack } from '.';

/** A friendly workspace to try the bot in: Databricks people, and a partner's people who wait to be invited. */

/** Who is there, and the team of the lifecycle that they usually play. */
export interface Player {
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly team: string;
  readonly tz: string;
}

const emailOf = (name: string): string => `${name.toLowerCase().replaceAll(' ', '.')}@databricks.example`;
const atHome = (name: string, title: string, team: string, tz: string): Player => ({
  name,
  title,
  email: emailOf(name),
  team,
  tz,
});
const invited = (name: string, title: string, team: string, tz: string): Player => ({
  name,
  title,
  email: `${name.toLowerCase().split(' ')[0]}@northwind.example`,
  team,
  tz,
});

export const homeCast: readonly Player[] = [
  atHome('Priya Nair', 'Partner development manager', 'pdm', 'America/Los_Angeles'),
  atHome('Erik Holm', 'Engineer', 'engineering', 'Europe/Amsterdam'),
  atHome('Sofia Almeida', 'Solution architect', 'psa', 'Europe/Lisbon'),
  atHome('Paolo Ricci', 'Product manager', 'product', 'America/New_York'),
  atHome('Lena Vogel', 'Legal counsel', 'legal', 'Europe/Berlin'),
  atHome('Mina Sato', 'Marketing manager', 'marketing', 'Asia/Tokyo'),
];

export const partnerName = 'Northwind Data';
export const partnerCast: readonly Player[] = [
  invited('Nora Lind', 'Partner lead', 'partner-lead', 'Europe/Stockholm'),
  invited('Evan Cole', 'Partner engineer', 'partner-engineering', 'America/Chicago'),
  invited('Maya Rao', 'Partner marketer', 'partner-marketing', 'Asia/Kolkata'),
];

export function seed(slack: LocalSlack): void {
  for (const { team, ...known } of homeCast) {
    const person = slack.person(known);
    slack.userGroup({ handle: team, people: [person] });
  }
  for (const { team: _, ...known } of partnerCast) slack.person({ ...known, team: { name: partnerName } });
}
