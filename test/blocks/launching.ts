import { calendarDate, instant, teamId, type CalendarDate } from '../../src/domain/ids';
import { itemsOf, nextSteps } from '../../src/domain/progress';
import { startTimes } from '../../src/domain/rollout/days';
import type { Wave } from '../../src/domain/rollout/state';
import type { Lifecycle } from '../../src/lifecycle/schema';
import { done } from '../support/given';
import { partnerConnect } from '../support/lifecycle';
import { allMet, asksReview, passing } from '../support/runs';
import { acme, ana, lee, mia, pat, pick, Story } from './support';

/** Partners on their way to the launch. Pat coordinates, Lee rolls out, Ana leads the partner's side. */

const values = { quarter: '2027Q3', 'date-time': '2027-05-05T10:00Z', 'ga-date': '2027-12-01', text: 'acme-prod' };

export const ga: CalendarDate = calendarDate.parse('2027-05-18');

/** Every gate is given, on Monday 26 April 2027. */
export function signedOff(lifecycle: Lifecycle = partnerConnect, clouds: readonly string[] = ['aws']): Story {
  const story = new Story(lifecycle).as(pat, { ...acme, clouds });
  story.as(pat, { type: 'AssignPerson', picked: pick(ana), team: teamId.parse('partner-lead') });
  for (;;) {
    const next = nextSteps(itemsOf(story.state, lifecycle)).find((i) => !i.optional);
    if (!next || next.id === 'ga-date-agreed') break;
    if (next.item.kind === 'task') {
      const { value, evidence, milestone } = next.item;
      if (milestone === 'partner-run' || milestone === 'joint-rounds') {
        story.as(pat, ...passing(milestone, story.state, lifecycle));
        continue;
      }
      const link = `https://acme.example/${next.id}`;
      story.as(pat, done(next.id, { ...(evidence && { link }), ...(value && { value: values[value] }) }));
      continue;
    }
    const [team] = next.teams;
    const signer = team === 'partner-lead' ? ana : team === 'engineering' ? lee : mia;
    if (signer === mia && team) story.as(pat, { type: 'AssignPerson', picked: pick(mia), team });
    if (asksReview(next.item)) story.as(signer, allMet(lifecycle));
    story.as(signer, { type: 'GiveSignOff', signOff: next.id, criteria: next.item.criteria.map((c) => c.id) });
  }
  story.now = instant.parse(Date.parse('2027-04-26T17:00:00Z'));
  return story;
}

export const agreed = (lifecycle?: Lifecycle, clouds?: readonly string[]): Story =>
  signedOff(lifecycle, clouds)
    .as(pat, { type: 'ProposeGaDate', date: ga, reason: 'After the fair.' })
    .as(ana, { type: 'AcceptGaDate', date: ga });

export function waveOf(story: Story, n: number): Wave {
  const wave = story.state.rollout?.waves[n - 1];
  if (!wave) throw new Error(`There is no wave ${n}`);
  return wave;
}

/** The hour of a wave has come. */
export function atWave(story: Story, n: number): Story {
  story.now = startTimes(waveOf(story, n).on, story.lifecycle).opens;
  return story;
}

/** A wave is started and finished, all of it live. */
export function rolled(story: Story, n: number): Story {
  const { id, regions } = waveOf(story, n);
  return atWave(story, n).as(
    lee,
    { type: 'StartWave', wave: id },
    { type: 'MarkRegionsLive', wave: id, regions: Object.keys(regions) },
    { type: 'FinishWave', wave: id },
  );
}
