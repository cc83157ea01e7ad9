import type { Fault } from './faults';

interface PhaseLinks {
  id: string;
  after: string[];
  inOrder: boolean;
  items: { id: string; needs: string[]; optional: boolean; due: { item: string } }[];
}

interface Link {
  to: string;
  /** The link as part of a sentence, as in "a needs b". */
  says: string;
}

interface Node {
  path: PropertyKey[];
  links: Link[];
}

/** Items that wait for each other can never be done, and due dates that follow each other are never known. */
export function findCycles(phases: PhaseLinks[]): Fault[] {
  return [
    ...cyclesOf(waitingGraph(phases)).map(({ path, says }) => ({ path, reason: `can never be done: ${says}` })),
    ...cyclesOf(dueGraph(phases)).map(({ path, says }) => ({ path, reason: `can never be due: ${says}` })),
  ];
}

/**
 * Who waits for whom: items through `needs` and `inOrder`, and through phases. A phase is two nodes, its start and its
 * end, so that an item waits for the start of its phase, and the start waits for the end of the phases it comes after.
 */
function waitingGraph(phases: PhaseLinks[]): Map<string, Node> {
  const graph = new Map<string, Node>();
  for (const [p, phase] of phases.entries()) {
    const path = ['phases', p];
    graph.set(`start of ${phase.id}`, {
      path: [...path, 'after'],
      links: phase.after.map((id) => ({ to: `end of ${id}`, says: `phase ${phase.id} comes after phase ${id}` })),
    });
    graph.set(`end of ${phase.id}`, {
      path,
      links: [
        { to: `start of ${phase.id}`, says: `phase ${phase.id} ends after its start` },
        // A phase does not wait for what is optional.
        ...phase.items
          .filter(({ optional }) => !optional)
          .map(({ id }) => ({ to: id, says: `phase ${phase.id} has ${id}` })),
      ],
    });
    for (const [i, item] of phase.items.entries()) {
      const before = phase.inOrder ? phase.items[i - 1] : undefined;
      graph.set(item.id, {
        path: [...path, 'items', i, 'needs'],
        links: [
          ...item.needs.map((id) => ({ to: id, says: `${item.id} needs ${id}` })),
          ...(before ? [{ to: before.id, says: `${item.id} comes after ${before.id} (inOrder)` }] : []),
          { to: `start of ${phase.id}`, says: `${item.id} is in phase ${phase.id}` },
        ],
      });
    }
  }
  return graph;
}

function dueGraph(phases: PhaseLinks[]): Map<string, Node> {
  const nodes = phases.flatMap(({ items }, p) =>
    items.map(({ id, due }, i): [string, Node] => [
      id,
      {
        path: ['phases', p, 'items', i, 'due'],
        links: due.item === '' ? [] : [{ to: due.item, says: `${id} is due after ${due.item}` }],
      },
    ]),
  );
  return new Map(nodes);
}

/** A walk in depth that keeps its own stack (a file may chain thousands of items); meeting its own trail is a cycle. */
function cyclesOf(graph: Map<string, Node>): { path: PropertyKey[]; says: string }[] {
  const cycles: { path: PropertyKey[]; says: string }[] = [];
  const finished = new Set<string>();
  for (const start of graph.keys()) {
    const trail: { id: string; node: Node; next: number }[] = [];
    const enter = (id: string) => {
      const node = graph.get(id);
      if (node !== undefined && !finished.has(id)) trail.push({ id, node, next: 0 });
    };
    enter(start);
    for (let here = trail.at(-1); here !== undefined; here = trail.at(-1)) {
      const link = here.node.links[here.next++];
      if (link === undefined) {
        finished.add(here.id);
        trail.pop();
        continue;
      }
      const first = trail.findIndex(({ id }) => id === link.to);
      if (first === -1) enter(link.to);
      else {
        const steps = trail.slice(first);
        const says = steps.map(({ node, next }) => node.links[next - 1]?.says).join(', ');
        cycles.push({ path: steps[0]?.node.path ?? [], says });
      }
    }
  }
  return cycles;
}
