import { agenda } from '../src/domain/agenda';
import { backPlan } from '../src/domain/back-plan';
import { addDays, dateOf } from '../src/domain/calendar';
import type { Command } from '../src/domain/commands';
import { decide } from '../src/domain/decide';
import { evolve } from '../src/domain/evolve';
import { channelId, instant, itemId, partnerId, personOf, teamId } from '../src/domain/ids';
import { lookup } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import { isRefusal } from '../src/domain/refusal';
import { defaultLifecycleFile, loadLifecycle } from '../src/lifecycle/load';
import type { Lifecycle } from '../src/lifecycle/schema';
import { figure, median, title } from './figures';

/** What it takes to plan for one partner with 100 items, and to see what is due for them; in one process, without Redis. */
const items = 100;
const looks = 5000;
const now = instant.parse(Date.now());

/** The default lifecycle, with as many items more, of all kinds that its largest phase has. */
function enlarged(lifecycle: Lifecycle): Lifecycle {
  const largest = lifecycle.phases.reduce((a, b) => (b.items.length > a.items.length ? b : a));
  const extra = Array.from({ length: items - lookup(lifecycle).placed.length }, (_, n) => {
    const item = largest.items[n % largest.items.length];
    if (!item) throw new Error('A phase without items');
    const { milestone: _milestone, ...task } = { milestone: undefined, ...item };
    return { ...task, id: itemId.parse(`extra-${n}`), formerly: [] };
  });
  const phases = lifecycle.phases.map((p) => (p === largest ? { ...p, items: [...p.items, ...extra] } : p));
  return { ...lifecycle, phases };
}

function opened(lifecycle: Lifecycle): Partner {
  const person = personOf('T0BENCH', 'U0BENCH');
  const actor = { kind: 'person', person, name: 'Bench Person', home: true, groups: [] } as const;
  const commands: readonly Command[] = [
    {
      type: 'CreatePartner',
      id: partnerId.parse('bench'),
      name: 'Bench',
      integrationType: 'read-write',
      clouds: ['aws', 'azure', 'gcp'],
      people: ['pdm', 'engineering', 'psa'].map((team) => ({
        person,
        name: 'Bench Person',
        home: true,
        team: teamId.parse(team),
      })),
      invitations: ['lead@partner.example'],
      targetGaDate: addDays(dateOf(now, lifecycle.zone), 60),
    },
    { type: 'RecordFact', fact: { type: 'ChannelReady', channel: channelId.parse('C0BENCH'), name: 'pc-bench' } },
  ];
  const partner = commands.reduce<Partner | undefined>((before, command) => {
    const events = decide(command, before, { actor, at: now, lifecycle });
    if (isRefusal(events)) throw new Error(events.message);
    return events.reduce(evolve, before);
  }, undefined);
  if (!partner) throw new Error('Nothing was opened');
  return partner;
}

const lifecycle = enlarged(loadLifecycle(defaultLifecycleFile));
const partner = opened(lifecycle);
const today = dateOf(now, lifecycle.zone);
const times: number[] = [];
for (let look = 0; look < looks; look += 1) {
  // A state that was not looked at before, as after a change.
  const changed = { ...partner, items: { ...partner.items } };
  const begun = performance.now();
  backPlan(changed, lifecycle, addDays(today, 60 + (look % 30)), { today, now, reader: 'databricks' });
  agenda(changed, lifecycle, now);
  times.push(performance.now() - begun);
}
title(`Planning and agenda for a partner with ${lookup(lifecycle).placed.length} items, median of ${looks}`);
figure('time', 'ms', median(times.slice(looks / 10)), { most: 1 });
