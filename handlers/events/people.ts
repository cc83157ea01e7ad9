import { z } from 'zod';
import { roleFacts } from '../../src/domain/account';
import type { Fact } from '../../src/domain/commands';
import type { PersonKey } from '../../src/domain/ids';
import { slackUser } from '../../src/slack/people';
import { eventPayloads } from '../payloads';
import type { Services } from '../services';

const userChange = z.looseObject({ user: slackUser });

/**
 * A person was deactivated, came back, became a guest, changed their name or moved to another time zone: recorded with each
 * partner they work with.
 */
export async function userChanged(event: unknown, services: Services, late: boolean): Promise<void> {
  const { people, lifecycle } = services;
  const { user: told } = userChange.parse(event);
  const { person, name, account, zone } = await people.changed(late ? await people.newest(told) : told);
  await recordEverywhere(services, person, [
    ...roleFacts({ person, name }, account, lifecycle),
    { type: 'PersonRenamed', person, name },
    ...(zone === undefined ? [] : [{ type: 'PersonMoved' as const, person, name, zone }]),
  ]);
}

async function recordEverywhere({ onboarding }: Services, person: PersonKey, facts: readonly Fact[]): Promise<void> {
  for await (const partners of onboarding.listed(person))
    for (const { id } of partners) await onboarding.record(id, facts);
}

/** Who is in a user group changed: asked anew when it matters next. */
export async function userGroupChanged(event: unknown, { people }: Services): Promise<void> {
  const { subteam_id: id, subteam } = eventPayloads.userGroup.parse(event);
  const group = id ?? subteam?.id;
  if (group !== undefined) await people.groupChanged(group);
}
