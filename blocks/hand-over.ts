import type { KnownBlock, ModalView } from '@slack/types';
import type { RoleHeld } from '../src/domain/desk/roles';
import { userOf, type Named, type PersonKey } from '../src/domain/ids';
import { roleTitle } from '../src/domain/lookup';
import type { Lifecycle } from '../src/lifecycle/schema';
import { encodeRole } from './ids';
import { input, modal, option, plain, section } from './kit';
import type { ViewMemory } from './memory';
import { count, escape, fitLines, name, truncate } from './text';
import { role } from './words';

/** Many roles are handed over with one form: those of whoever leaves or goes on leave. */

/** Options that a menu takes. */
const mostRoles = 100;

/** What the form is about: whose roles, and who opened it. */
export interface HandingOver {
  readonly roles: readonly RoleHeld[];
  readonly opener: PersonKey;
  /** Whose roles they are, when they are not the opener's own. */
  readonly leaver?: Named;
}

/** Hands the roles of whoever leaves over to a colleague, in several partners at once. */
export function handOverManyModal(
  { roles, opener, leaver }: HandingOver,
  lifecycle: Lifecycle,
  memory: ViewMemory<'hand-over-many'>,
): ModalView {
  const open = (blocks: readonly KnownBlock[], submit?: string) =>
    modal('hand-over-many', memory, 'Hand over roles', blocks, submit);
  if (roles.length === 0) return open([section(leaver ? nothingLeft(leaver.name) : nothingOwn)]);
  const options = roles
    .slice(0, mostRoles)
    .map((held) => option(roleLine(held, lifecycle), encodeRole({ p: held.partner.id, team: held.team })));
  const more = roles.length > mostRoles ? ` These are the first ${mostRoles} of ${roles.length}.` : '';
  const whose = leaver ? `The roles of *${name(leaver.name)}*, whose account is closed` : 'Your roles';
  const intro = `${whose}, for a colleague. With each partner both sides read it in the channel; your colleague hears of all of them once, in the next working morning’s digest.${more}`;
  return open(
    [
      section(intro),
      input(
        'person',
        'To whom',
        {
          type: 'users_select',
          placeholder: plain('Choose a person'),
          ...(leaver && { initial_user: userOf(opener) }),
        },
        { optional: false },
      ),
      input(
        'roles',
        'Which',
        { type: 'multi_static_select', placeholder: plain('Choose roles'), options, initial_options: options },
        { optional: false, hint: 'All of them, unless you take some out.' },
      ),
    ],
    'Hand over',
  );
}

const nothingOwn = 'You hold no role with an open partner.';
const nothingLeft = (called: string): string =>
  `*${name(called)}* has no role (any more) that you can hand over: that is done by whoever coordinates the partner.`;

/** "Acme · Partner development manager". */
const roleLine = ({ partner, team }: RoleHeld, lifecycle: Lifecycle): string =>
  `${truncate(partner.name.replace(/\s+/g, ' '), 40)} · ${roleTitle(team, lifecycle)}`;

/** What became of one role. */
export interface HandedOver {
  readonly partner: string;
  readonly team: string;
  readonly is: 'done' | 'already' | 'refused';
  /** Why it was refused. */
  readonly why?: string;
}

/** What the form turns into: what became of each role, those first that were refused. */
export function handedOverModal(outcomes: readonly HandedOver[], to: string, lifecycle: Lifecycle): ModalView {
  const of = (is: HandedOver['is']) => outcomes.filter((outcome) => outcome.is === is);
  const [refused, done, already] = [of('refused'), of('done'), of('already')];
  const lines = [
    ...refused.map(
      ({ partner, team, why }) =>
        `⚠️ *${name(partner)}* · ${role(team, lifecycle)}: ${escape(truncate(why ?? '', 400))}`,
    ),
    ...done.map(({ partner, team }) => `✅ *${name(partner)}* · ${role(team, lifecycle)}`),
    ...already.map(({ partner, team }) => `✅ *${name(partner)}* · ${role(team, lifecycle)}, as it was already`),
  ];
  const has = `*${name(to)}* has ${count(done.length + already.length, 'role')} now`;
  const stays = refused.length === 1 ? 'one stays as it was' : `${refused.length} stay as they were`;
  const opening = refused.length === 0 ? `${has}.` : `${has}; ${stays}.`;
  return {
    type: 'modal',
    title: plain('Hand over roles', 24),
    close: plain('Close', 24),
    blocks: [section(opening), ...paragraphs(lines)],
  };
}

/** Lines in as many blocks as they need. */
function paragraphs(lines: readonly string[]): KnownBlock[] {
  const each = 6;
  return Array.from({ length: Math.ceil(lines.length / each) }, (_, n) =>
    section(fitLines(lines.slice(n * each, (n + 1) * each))),
  );
}
