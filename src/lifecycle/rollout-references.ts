import { at, known, repeated, twice, unknown, when, type Placed } from './checks';
import type { Fault } from './faults';
import type { Outline, OutlineItem } from './lenient';

/** What the schema cannot see of launch and rollout: regions, milestones, the hours of a wave. */
export const checkRollout = (file: Outline): Fault[] => [
  ...checkClouds(file),
  ...checkMilestones(file),
  ...checkHours(file),
];

function checkClouds({ clouds }: Outline): Fault[] {
  const all = at(['clouds'], clouds);
  return [
    ...twice('cloud', all),
    ...all.flatMap(({ entry, path }) => [
      ...repeated('region', entry.regions, [...path, 'regions']),
      ...(['optInRegions', 'quietRegions', 'busyRegions'] as const).flatMap((key) => [
        ...repeated('region', entry[key], [...path, key]),
        ...unknown(`region of ${entry.id}`, entry[key], [...path, key], known(entry.regions)),
      ]),
      ...at([...path, 'busyRegions'], entry.busyRegions).flatMap(({ entry: region, path: place }) =>
        when(entry.quietRegions.includes(region), place, `region '${region}' is among the quiet ones too`),
      ),
    ]),
  ];
}

const deeds = {
  'ga-date': 'hold the GA date',
  rollout: 'be the rollout',
  launch: 'be the launch',
  'partner-run': 'be done by the partner’s run',
  'joint-rounds': 'be done by the joint rounds',
};

function checkMilestones({ phases, teams }: Outline): Fault[] {
  const placed = phases.flatMap(({ items }, p) => at(['phases', p, 'items'], items));
  const sideOf = new Map(teams.map(({ id, side }) => [id, side]));
  const of = (milestone: string) => placed.filter(({ entry }) => entry.milestone === milestone);
  const [agreed] = of('ga-date');
  const [rollout] = of('rollout');
  const sides = new Set(agreed?.entry.doneBy.map((team) => sideOf.get(team)));
  return [
    ...onlyOne(
      placed.filter(({ entry }) => entry.value === 'ga-date' || entry.milestone === 'ga-date'),
      'ga-date',
    ),
    ...onlyOne(of('rollout'), 'rollout'),
    ...onlyOne(of('launch'), 'launch'),
    ...onlyOne(of('partner-run'), 'partner-run'),
    ...onlyOne(of('joint-rounds'), 'joint-rounds'),
    ...when(
      agreed && !sides.has(undefined) && sides.size === 1,
      [...(agreed?.path ?? []), 'doneBy'],
      'one side proposes the GA date and the other accepts it: name a team of each',
    ),
    ...when(
      rollout && !agreed,
      [...(rollout?.path ?? []), 'milestone'],
      'a rollout is planned when the GA date is agreed: no item has milestone: ga-date',
    ),
  ];
}

function onlyOne([first, ...more]: Placed<OutlineItem>[], milestone: keyof typeof deeds): Fault[] {
  return more.flatMap(({ entry, path }) =>
    when(
      true,
      [...path, entry.milestone === milestone ? 'milestone' : 'value'],
      `only one item can ${deeds[milestone]}, and '${first?.entry.id}' does`,
    ),
  );
}

/** Times of day compare as texts. */
function checkHours({ rollout: { startAt, startBy } }: Outline): Fault[] {
  return when(
    startAt !== '' && startBy !== '' && startAt >= startBy,
    ['rollout', 'startBy'],
    `a wave could never be started: its time is over before it begins (${startAt})`,
  );
}
