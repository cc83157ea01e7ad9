import type { Button, KnownBlock } from '@slack/types';
import type { Claim, Partner } from '../src/domain/partner';
import type { Lifecycle } from '../src/lifecycle/schema';
import { button, moreContext, row, section } from './kit';
import { told } from './message';
import type { Picture, Viewer } from './picture';
import { count, fitLines, name } from './text';
import { role, sinceWhen } from './words';

/** Roles that people claimed, and that a coordinator confirms. */

const mostClaims = 5;

/** What a claim asks for: "Omar asks to be Partner lead in place of Ana". */
export function claimWords(claim: Claim, partner: Partner, lifecycle: Lifecycle): string {
  const before = partner.people.find((a) => a.person === claim.inPlaceOf);
  const inPlaceOf = before ? ` in place of ${name(before.name)}` : '';
  return `*${name(claim.name)}* asks to be ${role(claim.team, lifecycle)}${inPlaceOf}`;
}

/** A claim that waits for the reader's answer, in a list of what waits. */
export const claimLine = (claim: Claim, partner: Partner, lifecycle: Lifecycle): string =>
  `🙋 ${claimWords(claim, partner, lifecycle)}: please confirm or decline under People`;

/** The answers to a claim. */
export function claimButtons({ id }: Partner, { person, team: held, name: who }: Claim): readonly Button[] {
  const value = { p: id, person, team: held };
  return [
    button('Confirm', 'confirm-claim', value, { style: 'primary', label: `Confirm ${who}` }),
    button('Decline', 'decline-claim', value, { label: `Decline ${who}` }),
  ];
}

/** Claims with their answers, for a coordinator: a few at a time, the others when these are answered. */
export function openClaims(partner: Partner, lifecycle: Lifecycle, viewer: Viewer): KnownBlock[] {
  const more = partner.claims.length - mostClaims;
  return [
    ...partner.claims
      .slice(0, mostClaims)
      .flatMap((claim) => [
        section(`${claimWords(claim, partner, lifecycle)} · ${sinceWhen(claim.at, viewer, lifecycle)}`),
        ...row(...claimButtons(partner, claim)),
      ]),
    ...moreContext(more, `${count(more, 'more request')}, shown when these are answered.`),
  ];
}

/** Claims as everybody else sees them. */
export const waitingClaims = (partner: Partner, lifecycle: Lifecycle): KnownBlock[] =>
  partner.claims.length === 0
    ? []
    : [
        section(
          fitLines(partner.claims.map((claim) => `${claimWords(claim, partner, lifecycle)}: waits for confirmation`)),
        ),
      ];

/** To whoever confirmed or declined a claim: who is what now, or is not. */
export function claimAnswered(
  { name: who, team }: Claim,
  accepted: boolean,
  partner: Partner,
  lifecycle: Lifecycle,
): Picture {
  const what = `${role(team, lifecycle)} of ${name(partner.name)}`;
  const answer = accepted
    ? `Confirmed: ${name(who)} is ${what} now.`
    : `Declined: ${name(who)} is not ${what}, and nothing else changes.`;
  return told([`${answer} ${whoIsWho(partner)}`]);
}

export const wasAnswered = (partner: Partner): Picture => told([`This was answered already. ${whoIsWho(partner)}`]);

const whoIsWho = (partner: Partner): string => `\`/pc people ${name(partner.name)}\` shows who is who.`;
