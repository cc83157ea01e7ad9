import { digestMessage } from '../blocks/digest';
import { later, userOf, type CalendarDate, type Instant, type PersonKey } from '../src/domain/ids';
import type { Partner } from '../src/domain/partner';
import { digestFor, digestTopic, type Digest } from '../src/domain/reminders/digest';
import { digestDateAt, nextMorning, zoneOf } from '../src/domain/reminders/mornings';
import { forSide } from '../src/domain/working-days';
import { directMessage } from '../src/slack/post';
import { problemOf } from '../src/slack/problems';
import { postOnce, type Courier } from './deliver/courier';
import { goneFacts, personIsGone } from './deliver/gone';
import { toldFacts } from './deliver/letter';

const tryAgainMs = 2 * 60_000;
/** The app lacks a permission, which a person gives. */
const untilReinstalledMs = 10 * 60_000;

/**
 * Sends a person of the databricks side the digest of all their partners, unless another process does, if it is a working
 * morning of theirs and there is something to tell. What was missed is not replayed: the next digest says what is late then.
 * Returns when to look again.
 */
export async function sendDigest(courier: Courier, person: PersonKey): Promise<Instant | undefined> {
  const { store, lifecycle, clock } = courier;
  if (!(await store.takePerson(person, clock()))) return undefined;
  const partners = await partnersOf(courier, person);
  if (partners.length === 0) {
    await store.dismiss(person);
    return undefined;
  }
  const now = clock();
  const zone = zoneOf(person, partners, lifecycle);
  const own = forSide(lifecycle, 'databricks');
  const date = digestDateAt(now, zone, own);
  // Somebody who died before the end had it recorded with some partners already.
  const untold = partners.filter(({ told }) => date !== undefined && (told[digestTopic(person)] ?? '') < date);
  const digest = digestFor(person, untold, lifecycle, now, zone);
  const again = date && digest && (await deliverDigest(courier, digest, date, partners));
  const at = again ?? nextMorning(now, zone, own);
  if (again === undefined) await store.settle(person, { nextAt: at });
  else await store.defer(person, at);
  return at;
}

/** Returns when to try again, when Slack did not take it. */
async function deliverDigest(
  courier: Courier,
  digest: Digest,
  date: CalendarDate,
  partners: readonly Partner[],
): Promise<Instant | undefined> {
  const { onboarding, client, lifecycle, clock, log } = courier;
  const { person, parts } = digest;
  const key = `${digestTopic(person)}=${date}`;
  const now = clock();
  try {
    const channel = await directMessage(client, userOf(person));
    const picture = digestMessage(digest, lifecycle, date);
    const posted = await postOnce(courier, { id: person }, { channel, key, since: now, picture });
    for (const { partner, marks } of parts) {
      await onboarding.record(partner.id, toldFacts({ topic: digestTopic(person), marker: date }, marks, posted));
    }
    return undefined;
  } catch (error) {
    const problem = problemOf(error);
    if (problem.kind === 'rate-limited') return later(now, problem.retryAfterMs);
    log.warn({ person, key, problem }, 'a digest could not be delivered');
    if (problem.kind === 'app-refused') return later(now, untilReinstalledMs);
    if (problem.kind !== 'refused') return later(now, tryAgainMs);
    const gone = personIsGone.has(problem.code) ? await askWhetherGone(courier, partners, person) : [];
    if (gone.length > 0) for (const { id } of partners) await onboarding.record(id, gone);
    // Only a person can help: the coordinators read it, and the next morning tries again.
    else
      for (const { partner } of parts)
        await onboarding.record(partner.id, [{ type: 'DeliveryFailed', key, problem: problem.sentence }]);
    return undefined;
  }
}

/** Nothing, too, when Slack cannot be asked: the next morning does. */
async function askWhetherGone(courier: Courier, partners: readonly Partner[], person: PersonKey) {
  return goneFacts(courier, { people: partners.flatMap(({ people }) => people) }, person).catch((error: unknown) => {
    courier.log.warn({ problem: problemOf(error), person }, 'Slack does not say whether the account is closed');
    return [];
  });
}

/** The partners that a person works with. Closed ones too: they may be reopened, and then the person hears of them again. */
async function partnersOf({ onboarding }: Courier, person: PersonKey): Promise<readonly Partner[]> {
  const partners: Partner[] = [];
  for await (const page of onboarding.listed(person)) {
    const loaded = await Promise.all(page.map(({ id }) => onboarding.load(id)));
    partners.push(...loaded.flatMap((partner) => partner ?? []));
  }
  return partners;
}
