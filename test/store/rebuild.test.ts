import * as fc from 'fast-check';
import type { Actor } from '../../src/domain/actor';
import type { Command } from '../../src/domain/commands';
import { calendarDate } from '../../src/domain/ids';
import { isRefusal } from '../../src/domain/refusal';
import { channel, item, team } from '../support/given';
import { tinyLifecycle } from '../support/lifecycle';
import { useTestRedis } from '../support/redis';
import { ana, ben, bot, create, faults, gia, id, processOn } from './sample';

const redis = useTestRedis();
const lifecycle = tinyLifecycle();

const text = fc.constantFrom('x', 'Für alle', '<!channel> 🎉', '  spaced  ', '');
const items = fc.constantFrom('plan', 'built', 'docs', 'ga-date-agreed').map(item);
const signOffs = fc.constantFrom('signoff-psa', 'signoff-partner').map(item);
const teams = fc.constantFrom('pdm', 'psa', 'partner-lead', 'partner-engineering').map(team);
const people = fc.constantFrom(ana, ben, gia);
const email = fc.constantFrom('a@example.com', 'b@example.com');
const key = fc.constantFrom('card', 'pin', 'topic', 'closed', 'sign-off-given:signoff-psa');
const channels = fc.constantFrom('C1', 'C2', 'C3').map(channel);
const date = fc.constantFrom('2027-06-01', '2028-02-29').map((d) => calendarDate.parse(d));
const type = <T extends string>(value: T) => fc.constant(value);

const itemCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    type: type('CompleteItem'),
    item: items,
    link: fc.constant('https://example.com/a'),
    value: fc.constant('2027-09-01'),
  }),
  fc.record({ type: type('CompleteItem'), item: items }),
  fc.record({ type: type('ReopenItem'), item: items, reason: text }),
  fc.record({ type: type('BlockItem'), item: items, reason: text }),
  fc.record({ type: type('UnblockItem'), item: items }),
  fc.record({ type: type('MarkItemNotNeeded'), item: items, reason: text }),
  fc.record({ type: type('SetItemOwner'), item: items, owner: fc.option(people.map(({ person }) => person)) }),
  fc.record({ type: type('SetItemDue'), item: items, due: fc.option(date) }),
  fc.record({ type: type('SetItemEvidence'), item: items, note: text }),
  fc.record({ type: type('SetItemAudience'), item: items, internal: fc.boolean() }),
  fc.record({ type: type('GiveSignOff'), signOff: signOffs, comment: text, criteria: fc.constant([]) }),
  fc.record({ type: type('TakeBackSignOff'), signOff: signOffs, reason: text }),
);
const partnerCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    type: type('ChangeDetails'),
    name: fc.constantFrom('Acme', 'Älska', 'Bolt'),
    integrationType: fc.constantFrom('read', 'desktop-application'),
    clouds: fc.constant(['aws']),
    targetGaDate: fc.option(date),
    notes: text,
  }),
  fc.record({ type: type('ClosePartner'), reason: fc.constant('paused'), note: text }),
  ...Array.from({ length: 4 }, () => fc.record({ type: type('ReopenPartner') })),
  fc.record({ type: type('AssignPerson'), picked: people, team: teams }),
  fc.record({ type: type('RemovePerson'), person: people.map(({ person }) => person), team: teams }),
  fc.record({ type: type('ClaimRole'), team: teams }),
  fc.record({ type: type('HandOverRole'), team: teams, to: people }),
  fc.record({ type: type('InvitePartnerPerson'), email }),
  fc.record({ type: type('RetrySetUp') }),
);
const fact = fc.oneof(
  fc.record({ type: type('ChannelNamed'), name: fc.constantFrom('pc-a', 'pc-b') }),
  fc.record({ type: type('ChannelReady'), channel: channels, name: fc.constant('pc-a') }),
  fc.record({ type: type('ChannelIdChanged'), channel: channels }),
  fc.constantFrom(
    { type: 'ChannelArchived' } as const,
    { type: 'ChannelUnarchived' } as const,
    { type: 'ChannelLeft' } as const,
    { type: 'ChannelRejoined' } as const,
  ),
  fc.record({ type: type('PersonDeactivated'), person: people.map(({ person }) => person), name: text }),
  fc.record({ type: type('PersonReactivated'), person: people.map(({ person }) => person), name: text }),
  fc.record({ type: type('InvitationSent'), email, invite: text }),
  fc.record({ type: type('InvitationAccepted'), email }),
  fc.record({ type: type('StepDone'), step: key }),
  fc.record({ type: type('StepFailed'), step: key, problem: text }),
  fc.record({ type: type('MessageDelivered'), key, channel: channels, ts: text }),
  fc.record({ type: type('LivingMessageShown'), message: key, channel: channels, ts: text, shows: text }),
  fc.record({ type: type('DeliveryFailed'), key, problem: text }),
);
const factCommand: fc.Arbitrary<Command> = fc.record({ type: type('RecordFact'), fact });

interface Deed {
  readonly partner: string;
  readonly command: Command;
  readonly actor: Actor;
  /** The process that does it. */
  readonly here: boolean;
}
const deed: fc.Arbitrary<Deed> = fc.record({
  partner: fc.constantFrom('p1', 'p1', 'p2'),
  command: fc.oneof(itemCommand, itemCommand, partnerCommand, factCommand),
  actor: fc.oneof({ weight: 4, arbitrary: fc.constant(ana) }, people, fc.constant(bot)),
  here: fc.boolean(),
});

test('whatever people do, log, caches, snapshots and indexes agree', async () => {
  const client = redis.client();
  let written = 0;
  const open = () => processOn(client, lifecycle, { snapshotAfter: 8 });
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 60, maxLength: 160 }), async (deeds) => {
      await client.flushall();
      const [here, there] = [open(), open()];
      for (const [partner, name] of [
        ['p1', 'Acme'],
        ['p2', 'Bolt'],
      ] as const)
        await here.onboarding.execute(id(partner), create(partner, name), ana);
      for (const { partner, command, actor, here: inHere } of deeds) {
        const { onboarding } = inHere ? here : there;
        const result = await onboarding.execute(id(partner), command, actor);
        if (!isRefusal(result)) written += result.events.length;
      }
      const cold = open();
      for (const partner of ['p1', 'p2'].map(id)) {
        const rebuilt = JSON.stringify(await cold.onboarding.load(partner));
        for (const { onboarding } of [here, there, cold])
          expect(JSON.stringify(await onboarding.load(partner))).toBe(rebuilt);
        const again = open();
        expect(JSON.stringify(await again.onboarding.load(partner))).toBe(rebuilt);
      }
      expect(await faults(client, lifecycle)).toEqual([]);
    }),
    { numRuns: 25 },
  );
  expect(written).toBeGreaterThan(300);
});
