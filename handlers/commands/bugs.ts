import { reportBugModal } from '../../blocks/bug-report';
import { simpleMessage } from '../../blocks/message';
import { bugNamed, isBugNumber, isNumberedLike } from '../../src/domain/bugs/numbers';
import type { Bug } from '../../src/domain/bugs/state';
import type { Partner } from '../../src/domain/partner';
import { draw } from '../draw';
import { formFor, visit } from '../visit';
import { withPartner, type CommandAnswer, type CommandCall, type CommandHandler } from './command';

/** `/pc bug [partner]`: opens the form for a bug. `/pc bug ACME-12` shows one. */
export const bug: CommandHandler = async (call) => {
  const partners = isBugNumber(call.rest) ? await numbering(call) : [];
  if (partners.length > 0 || /^#?\d+$/.test(call.rest)) return showBug(call, partners);
  return withPartner(call, async (partner) => {
    const visited = visit(call.services, call.actor, partner);
    return {
      modal: reportBugModal(formFor(visited, { p: partner.id })),
      button: () => draw({ s: 'bugs' }, visited),
    };
  });
};

/** Partners whose bugs may have this number. `area-51` is none when nobody's bugs are called so: then it is a name. */
async function numbering(call: CommandCall): Promise<readonly Partner[]> {
  const { actor, rest, partner: here } = call;
  const known = [...(here ? [here] : []), ...(actor.home ? await namesakes(call) : [])];
  return known.filter((partner) => isNumberedLike(partner, rest));
}

async function showBug({ services, actor, rest }: CommandCall, partners: readonly Partner[]): Promise<CommandAnswer> {
  for (const partner of partners) {
    const found: Bug | undefined = bugNamed(partner, rest);
    if (found) return { picture: await draw({ s: 'bug', bug: found.number }, visit(services, actor, partner)) };
  }
  return { picture: simpleMessage(`I know no bug ${rest}. \`/pc bugs\` in the partner’s channel lists its bugs.`) };
}

/** Partners whose names open like the number: `ACME-12` is one of Acme's. */
async function namesakes({ services, rest }: CommandCall): Promise<readonly Partner[]> {
  const [, code] = /^([a-z0-9]+)-/i.exec(rest) ?? [];
  if (code === undefined) return [];
  const { found, similar } = await services.onboarding.findByName(code);
  const loaded = [...(found ? [found] : []), ...similar].map(({ id }) => services.onboarding.load(id));
  return (await Promise.all(loaded)).flatMap((partner) => partner ?? []);
}
