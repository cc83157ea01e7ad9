import type { InputBlock, ModalView } from '@slack/types';
import { personKey } from '../src/domain/ids';
import { lookup } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import { quarterAfter, quarterOf } from '../src/domain/roadmap/quarters';
import { isOpen, type RoadmapEntry } from '../src/domain/roadmap/state';
import { otherSide, sideTitle } from '../src/domain/sides';
import type { Lifecycle } from '../src/lifecycle/schema';
import { sides } from '../src/lifecycle/schema';
import { closed, reasonInput, seen, emptyForm, type Form } from './form-parts';
import { input, menu, modal, option, paragraph, plain, section } from './kit';
import type { Viewer } from './picture';
import { called, facts } from './roadmap-words';
import { truncate } from './text';
import { sideName } from './words';

/** The forms of the roadmap: propose, edit, decline, withdraw. */

const gone = 'This is settled or no longer on the roadmap. Open Roadmap to see what is.';

export function proposeEntryModal({ partner, lifecycle, viewer, memory }: Form<'roadmap-propose'>): ModalView {
  if (partner.closed) return emptyForm('roadmap-propose', memory, 'Propose', closed);
  const other = otherSide(viewer.who.side);
  const blocks = [
    section(`${sideName(other, partner, lifecycle)} is asked to accept or decline it.`),
    ...entryInputs(partner, lifecycle, viewer),
  ];
  return modal('roadmap-propose', memory, 'Propose', blocks, 'Propose');
}

export function editEntryModal({ partner, lifecycle, viewer, memory }: Form<'roadmap-edit'>): ModalView {
  const entry = openEntry(partner, memory.entry);
  if (!entry || partner.closed) return emptyForm('roadmap-edit', memory, 'Edit', partner.closed ? closed : gone);
  const blocks = [section(called(entry)), ...entryInputs(partner, lifecycle, viewer, entry)];
  return modal('roadmap-edit', memory, 'Edit', blocks, 'Save');
}

export function declineEntryModal({ partner, lifecycle, memory }: Form<'roadmap-decline'>): ModalView {
  const entry = openEntry(partner, memory.entry);
  if (!entry || partner.closed) return emptyForm('roadmap-decline', memory, 'Decline', partner.closed ? closed : gone);
  const blocks = [section(`${called(entry)} · ${facts(entry, partner, lifecycle)}`), reasonInput('Why not?')];
  return modal('roadmap-decline', memory, 'Decline', blocks, 'Decline');
}

export function withdrawEntryModal({ partner, lifecycle, memory }: Form<'roadmap-withdraw'>): ModalView {
  const entry = openEntry(partner, memory.entry);
  if (!entry || partner.closed)
    return emptyForm('roadmap-withdraw', memory, 'Withdraw', partner.closed ? closed : gone);
  const blocks = [
    section(`${called(entry)} · ${facts(entry, partner, lifecycle)}`),
    reasonInput('Why is it withdrawn?'),
  ];
  return modal('roadmap-withdraw', memory, 'Withdraw', blocks, 'Withdraw');
}

const openEntry = (partner: Partner, id: string): RoadmapEntry | undefined =>
  partner.roadmap.entries.find((entry) => entry.id === id && isOpen(entry));

function entryInputs(
  partner: Partner,
  lifecycle: Lifecycle,
  { today }: Viewer,
  entry?: RoadmapEntry,
): readonly InputBlock[] {
  const quarters = quartersFrom(quarterOf(today), entry?.quarter).map((quarter) => option(quarter, quarter));
  const holders = whoseOptions(partner, lifecycle, entry);
  return [
    input(
      'title',
      'What',
      {
        type: 'plain_text_input',
        max_length: 150,
        placeholder: plain('Lineage in Unity Catalog'),
        ...(entry && { initial_value: truncate(entry.title, 150) }),
      },
      { optional: false },
    ),
    input('quarter', 'Quarter', menu(quarters, entry?.quarter, 'Choose a quarter'), { optional: false }),
    input('whose', 'Who does it', menu(holders, entry?.owner?.person ?? entry?.side, 'A side, or somebody'), {
      optional: false,
    }),
    input('note', 'More about it', paragraph(entry?.note), { hint: seen }),
  ];
}

/** This quarter and the next two years; one that is over only while an entry still has it. */
const quartersFrom = (first: string, also: string | undefined): readonly string[] => {
  const coming = Array.from({ length: 9 }, (_, n) => quarterAfter(first, n));
  return also === undefined || coming.includes(also) ? coming : [also, ...coming];
};

/** Both sides, and the people on the list; whoever has it now is among them. */
function whoseOptions(partner: Partner, lifecycle: Lifecycle, entry: RoadmapEntry | undefined) {
  const { teams } = lookup(lifecycle);
  const bySide = sides.map((which) => option(sideTitle(which, partner, lifecycle), which));
  const people = partner.people
    .filter((a, n, all) => a.active && all.findIndex((b) => b.active && b.person === a.person) === n)
    .map((a) => option(`${a.name} (${teams.get(a.team)?.title ?? a.team})`, a.person));
  const owner = personKey.safeParse(entry?.owner?.person);
  const mine = people.find(({ value }) => owner.success && value === owner.data);
  const gone = entry?.owner && !mine ? [option(entry.owner.name, entry.owner.person)] : [];
  return [...bySide, ...(mine ? [mine] : gone), ...people.filter((one) => one !== mine)].slice(0, 100);
}
