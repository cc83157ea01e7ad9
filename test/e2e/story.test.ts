import { startWorld, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

test('a PDM opens an onboarding, and its channel is set up', async () => {
  const { slack, cast } = world;
  const pat = slack.as(cast.pat).in('general');
  await pat.type('/pc new');
  await pat
    .fill({
      Name: 'Acme',
      'Integration type': 'Read (BI, data quality)',
      Clouds: ['AWS'],
      Engineer: cast.eng,
      'Solution architect': cast.psa,
      'Product manager': cast.product,
      'Legal counsel': cast.legal,
      'Marketing manager': cast.marketing,
      'People of the partner': 'lena@acme.example\npaul@acme.example',
      'Target GA date': '2027-03-01',
    })
    .submit();
  await pat.sees('Onboarding opened');
  await pat.close();
  await pat.sees('All is set up').catch(() => console.log(world.faults, slack.refusals(), slack.calls().map((c) => [c.method, JSON.stringify(c.answer).slice(0, 150)])));
  console.log(pat.text());
  console.log(pat.in('pc-acme').text());
  await pat.type('/pc status');
  await pat.type('/pc checklist');
  await pat.type('/pc signoff');
  await pat.type('/pc people');
  await pat.type('/pc log');
  await pat.type('/pc statsu');
  console.log(pat.text(), world.faults, slack.refusals());
  console.log(slack.calls().map(c => c.method).join(' '));
});
