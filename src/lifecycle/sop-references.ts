import { at, idsOf, known, repeated, twice, unknown, when, type Path } from './checks';
import type { Fault } from './faults';
import type { Outline } from './lenient';
import { sides } from './schema';

/** What the schema cannot see of the procedure for bugs: teams of the right side, gates that exist, a ladder that climbs. */
export const checkSop = (file: Outline): Fault[] => [
  ...checkHours(file),
  ...(file.sop ? checkParts(file, file.sop) : []),
];

type Sop = NonNullable<Outline['sop']>;

function checkParts({ teams, phases }: Outline, { severities, steps, ladder, signOffs, ...sop }: Sop): Fault[] {
  const items = phases.flatMap((phase) => phase.items);
  const gates = new Set(idsOf(items.filter(({ kind }) => kind === 'sign-off' || kind === 'confirmation')));
  const ids = known(idsOf(items));
  return [
    ...sides.flatMap((side) =>
      (['onDuty', 'engineer'] as const).flatMap((key) =>
        checkTeam(sop.teams[side][key], side, ['sop', 'teams', side, key], teams),
      ),
    ),
    ...twice('severity', at(['sop', 'severities'], severities)),
    ...twice('step', at(['sop', 'steps'], steps)),
    ...at(['sop', 'ladder'], ladder).flatMap(({ entry, path }, index) => {
      const before = ladder[index - 1];
      const level = before !== undefined && entry.at <= before.at;
      return when(level, [...path, 'at'], 'each rung comes later than the one before it');
    }),
    ...unknown('item', signOffs, ['sop', 'signOffs'], ids),
    ...at(['sop', 'signOffs'], signOffs).flatMap(({ entry, path }) =>
      when(ids?.has(entry) && !gates.has(entry), path, `'${entry}' is no sign-off`),
    ),
  ];
}

function checkTeam(named: string[], side: string, path: Path, teams: Outline['teams']): Fault[] {
  return [
    ...unknown('team', named, path, known(idsOf(teams))),
    ...repeated('team', named, path),
    ...at(path, named).flatMap(({ entry, path: place }) => {
      const team = teams.find(({ id }) => id === entry);
      return when(team && team.side !== '' && team.side !== side, place, `team '${entry}' is on the other side`);
    }),
  ];
}

/** Times of day compare as texts. */
function checkHours({ calendar }: Outline): Fault[] {
  const { from, until } = calendar.workingHours;
  return when(
    from !== '' && until !== '' && from >= until,
    ['calendar', 'workingHours', 'until'],
    `no hour would be a working hour: it is over before it begins (${from})`,
  );
}
