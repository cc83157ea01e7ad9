import type { Cloud, Lifecycle } from '../../lifecycle/schema';
import type { Partner } from '../partner';

/** Which regions a rollout covers, and in which order. A region goes by its cloud's name as well: `aws/us-west-2`. */

const regionId = (cloud: Cloud, region: string): string => `${cloud.id}/${region}`;

/** The opt-in regions of a partner's clouds. */
export const optInRegionsOf = (partner: Pick<Partner, 'clouds'>, lifecycle: Lifecycle): readonly string[] =>
  lifecycle.clouds
    .filter((cloud) => partner.clouds.includes(cloud.id))
    .flatMap((cloud) => cloud.optInRegions.map((region) => regionId(cloud, region)));

/** The opt-in regions that the plan holds: those the partner asked for. */
export function optedIn({ rollout }: Partner, lifecycle: Lifecycle): readonly string[] {
  const optIn = new Set(
    lifecycle.clouds.flatMap((cloud) => cloud.optInRegions.map((region) => regionId(cloud, region))),
  );
  return rollout?.waves.flatMap((wave) => Object.keys(wave.regions).filter((region) => optIn.has(region))) ?? [];
}

const always = new WeakMap<Cloud, readonly string[]>();

/** The regions that every partner of these clouds is rolled out to, in the lifecycle's order. */
export function regionsOf({ clouds }: Pick<Partner, 'clouds'>, lifecycle: Lifecycle): readonly string[] {
  return lifecycle.clouds.flatMap((cloud) => {
    if (!clouds.includes(cloud.id)) return [];
    const known = always.get(cloud) ?? cloud.regions.flatMap((region) => asked(cloud, region));
    always.set(cloud, known);
    return known;
  });
}

const asked = (cloud: Cloud, region: string): readonly string[] =>
  cloud.optInRegions.includes(region) ? [] : [regionId(cloud, region)];

/** The regions of the partner's clouds: quiet ones first, busy ones last, and every cloud in each part. */
export function wantedRegions(
  partner: Pick<Partner, 'clouds'>,
  lifecycle: Lifecycle,
  optIn: readonly string[],
): readonly string[] {
  const clouds = lifecycle.clouds.filter((cloud) => partner.clouds.includes(cloud.id));
  const placed = clouds.flatMap((cloud) => inParts(cloud, optIn));
  return placed.toSorted((a, b) => a.part - b.part || a.place - b.place).map(({ region }) => region);
}

/** The regions of one cloud, each with its part and its place in it between 0 and 1, which spreads the clouds. */
function inParts(cloud: Cloud, optIn: readonly string[]) {
  const wanted = cloud.regions.filter(
    (region) => !cloud.optInRegions.includes(region) || optIn.includes(regionId(cloud, region)),
  );
  const partOf = (region: string) =>
    cloud.quietRegions.includes(region) ? 0 : cloud.busyRegions.includes(region) ? 2 : 1;
  return [0, 1, 2].flatMap((part) => {
    const regions = wanted.filter((region) => partOf(region) === part);
    return regions.map((region, n) => ({
      part,
      place: (n + 0.5) / regions.length,
      region: regionId(cloud, region),
    }));
  });
}

/** Groups regions into so many waves, in order, each about `growth` times the one before; no wave is empty. */
export function grouped(regions: readonly string[], waves: number, growth: number): readonly (readonly string[])[] {
  const weights = Array.from({ length: waves }, (_, n) => growth ** n);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let [weighed, taken] = [0, 0];
  const sizes = weights.map((weight, n) => {
    weighed += weight;
    const wanted = Math.round((regions.length * weighed) / whole) - taken;
    // One at least, and one at least for each that follows; the last takes the rest.
    const rest = regions.length - taken - (waves - 1 - n);
    const size = n === waves - 1 ? rest : Math.min(rest, Math.max(1, wanted));
    taken += size;
    return size;
  });
  let next = 0;
  return sizes.toSorted((a, b) => a - b).map((size) => regions.slice(next, (next += size)));
}

/** How many waves so many regions make when each has `growth` times as many as the one before, from one on. */
export function naturalWaves(regions: number, growth: number, most: number): number {
  let [waves, room] = [0, 0];
  while (waves < most && room < regions) {
    room += growth ** waves;
    waves += 1;
  }
  return Math.min(waves, regions);
}
