import { z } from 'zod';
import type { Fact } from '../../src/domain/commands';
import type { PersonKey } from '../../src/domain/ids';
import { slackUser } from '../../src/slack/people';
import { eventPayloads } from '../payloads';
import type { Services } from '../services';

const userChange = z.looseObject({ user: slackUser });
const pageSize = 100;

/** A person was deactivated, came back, changed their name or moved to another time zone: recorded with each partner they work with. */
export async function userChanged(event: unknown, services: Services, late: boolean): Promise<void> {
  const { people } = services;
  const { user: told } = userChange.parse(event);
  const { person, name, active, zone } = await people.changed(late ? await people.newest(told) : told);
  const type = active ? 'PersonReactivated' : 'PersonDeactivated';
  await recordEverywhere(services, person, { type, person, name });
  await recordEverywhere(services, person, { type: 'PersonRenamed', person, name });
  if (zone) await recordEverywhere(services, person, { type: 'PersonMoved', person, name, zone });
}

async function recordEverywhere({ onboarding }: Services, person: PersonKey, fact: Fact): Promise<void> {
  let after: string | undefined;
  do {
    const page = await onboarding.list(`person:${person}`, { limit: pageSize, ...(after && { after }) });
    for (const { id } of page.summaries) await onboarding.execute(id, { type: 'RecordFact', fact }, { kind: 'bot' });
    after = page.next;
  } while (after);
}

/** Who is in a user group changed: asked anew when it matters next. */
export async function userGroupChanged(event: unknown, { people }: Services): Promise<void> {
  const { subteam_id: id, subteam } = eventPayloads.userGroup.parse(event);
  const group = id ?? subteam?.id;
  if (group !== undefined) await people.groupChanged(group);
}
