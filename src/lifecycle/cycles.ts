import type { Fault } from './faults';
import type { Outline } from './lenient';

/** Something waits for something else, because of a place in the file. */
interface Link {
  to: string;
  path: PropertyKey[];
  /** As part of a sentence: "a needs b". */
  says: string;
}

type Graph = Map<string, Link[]>;

/** Items that wait for each other can never be done, and due dates that follow each other are never known. */
export function findCycles(phases: Outline['phases']): Fault[] {
  return [
    ...cyclesOf(waiting(phases)).map((cycle) => explain('can never be done', cycle)),
    ...cyclesOf(dueDates(phases)).map((cycle) => explain('can never be due', cycle)),
  ];
}

/** Told from a `needs` on, where there is one: that is what people can most likely change. */
function explain(what: string, cycle: Link[]): Fault {
  const from = Math.max(
    0,
    cycle.findIndex(({ path }) => path.includes('needs')),
  );
  const links = [...cycle.slice(from), ...cycle.slice(0, from)];
  return { path: links[0]?.path ?? [], reason: `${what}: ${links.map(({ says }) => says).join(', ')}` };
}

/**
 * Items wait through `needs` and `inOrder`, and through phases. A phase is two nodes, its start and its end: an item
 * waits for the start of its phase, and that for the end of the phases it comes after.
 */
function waiting(phases: Outline['phases']): Graph {
  const graph: Graph = new Map();
  for (const [p, phase] of phases.entries()) {
    const path = ['phases', p];
    const [start, end] = [`start of ${phase.id}`, `end of ${phase.id}`];
    add(
      graph,
      start,
      phase.after.map((id, i) => ({
        to: `end of ${id}`,
        path: [...path, 'after', i],
        says: `phase ${phase.id} comes after phase ${id}`,
      })),
    );
    add(graph, end, [
      { to: start, path, says: `phase ${phase.id} ends after its start` },
      // Neither a phase nor an order waits for what is optional.
      ...phase.items.flatMap(({ id, optional }, i) =>
        optional ? [] : [{ to: id, path: [...path, 'items', i], says: `phase ${phase.id} has ${id}` }],
      ),
    ]);
    let before: string | undefined;
    for (const [i, { id, needs, optional }] of phase.items.entries()) {
      const at = [...path, 'items', i];
      add(graph, id, [
        ...needs.map((need, n) => ({ to: need, path: [...at, 'needs', n], says: `${id} needs ${need}` })),
        ...(before === undefined || needs.includes(before)
          ? []
          : [{ to: before, path: at, says: `${id} comes after ${before} (inOrder)` }]),
        { to: start, path: at, says: `${id} is in phase ${phase.id}` },
      ]);
      if (phase.inOrder && !optional) before = id;
    }
  }
  return graph;
}

function dueDates(phases: Outline['phases']): Graph {
  const graph: Graph = new Map();
  for (const [p, { items }] of phases.entries())
    for (const [i, { id, due }] of items.entries()) {
      const path = ['phases', p, 'items', i, 'due'];
      if (due?.item) add(graph, id, [{ to: due.item, path, says: `${id} is due after ${due.item}` }]);
    }
  return graph;
}

/** An id that is there twice is a fault of its own; here the first one counts, or it would seem to wait for itself. */
function add(graph: Graph, id: string, links: Link[]): void {
  if (!graph.has(id)) graph.set(id, links);
}

/** A walk in depth that keeps its own stack, as a file may chain thousands of items. Meeting its trail is a cycle. */
function cyclesOf(graph: Graph): Link[][] {
  const cycles: Link[][] = [];
  const finished = new Set<string>();
  for (const start of graph.keys()) {
    const trail: { id: string; links: Link[]; next: number }[] = [];
    const depth = new Map<string, number>();
    const enter = (id: string) => {
      const links = graph.get(id);
      if (links === undefined || finished.has(id)) return;
      depth.set(id, trail.length);
      trail.push({ id, links, next: 0 });
    };
    enter(start);
    for (let here = trail.at(-1); here !== undefined; here = trail.at(-1)) {
      const link = here.links[here.next++];
      if (link === undefined) {
        finished.add(here.id);
        depth.delete(here.id);
        trail.pop();
        continue;
      }
      const met = depth.get(link.to);
      if (met === undefined) enter(link.to);
      else cycles.push(trail.slice(met).flatMap(({ links, next }) => links[next - 1] ?? []));
    }
  }
  return cycles;
}
