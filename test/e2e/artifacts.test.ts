import { teamId } from '../../src/domain/ids';
import { acme, useAcme } from '../support/acme';
import { acmeWith, png, reportWith, sample } from '../support/samples';
import { escaped, eventually, expectAllWell, form, handIn, newest, newestShows } from '../support/story';
import { actorOf, signOff } from '../support/story';
import { minute } from '../support/world';
import { zipOf } from '../support/zip';

/** Files are handed in by those who may, read at once, and what they say holds from then on. */

const { world, as, opened, acmeNow, given, workUpTo } = useAcme();
const json = (content: Buffer, name = 'acme.json') => ({ name, content });
const good = json(sample('configuration/acme.json'));
const plain = acmeWith({ endpoints: { connect_path: '/connect' }, supports_demo: false, trial_type: undefined });
const status = async (item: string) => (await acmeNow()).items[item]?.status.is ?? 'open';
const usual = ['P100', 'P300', 'P302', 'P400', 'P600'];

beforeAll(() => opened());
beforeEach(() => world.pass(minute));
afterAll(() => expectAllWell(world, 'conversations.invite already_in_channel', 'response_url expired_url'));

test('an engineer of the partner hands in the configuration with a button, and reads what it means', async () => {
  const paul = as('paul');
  await paul.click('Artifacts');
  await newestShows(world, paul, /⬜ Configuration file · not handed in yet[^]*⬜ Icon · not handed in yet/);
  await paul.click('Hand in files');
  expect(await form(world, paul)).toMatch(/Configuration file[^]*Certification report[^]*Logo[^]*Icon/);
  await paul.submit();
  expect(paul.modal()).toContain('! Please choose a file.');
  await paul.fill({ 'Configuration file': good }).submit();
  expect(paul.modal()).toBeUndefined();
  await newestShows(world, paul, '✅ acme.json is taken · Configuration file, revision 1');
  expect(newest(paul)).toMatch(/BI_AND_VIZ · AWS, Azure · trials end by account · demo flag · deletes connections/);
  expect(newest(paul)).toContain('Now they include P401');
  expect(newest(paul)).toContain('The rollout covers AWS, Azure.');
  expect((await acmeNow()).clouds).toEqual(['aws', 'azure']);
});

test('the same file again is no new revision', async () => {
  expect(newest(await handIn(world, world.cast.lena, acme, { 'Configuration file': good }))).toContain(
    '➖ acme.json was handed in before, as it is. Nothing changes.',
  );
  const { artifacts } = await acmeNow();
  expect(artifacts.configuration?.revisions.map((r) => [r.number, r.by.kind === 'person' && r.by.name])).toEqual([
    [1, 'Paul Reed'],
  ]);
});

test('what is wrong is listed with field, rule and how to mend it; the one before goes on to hold', async () => {
  const broken = json(sample('configuration/many-faults.json'));
  const paul = await handIn(world, world.cast.paul, acme, { 'Configuration file': broken });
  expect(newest(paul)).toContain(
    '❌ acme.json has 22 faults, 3 warnings, so it does not count. Revision 1 goes on to hold.',
  );
  expect(newest(paul)).toContain('❌ category: It must be one of INGEST');
  expect(newest(paul)).toContain("Did you mean 'BI_AND_VIZ'?");
  expect(newest(paul)).toContain('⚠️ colour: This field is not known here. It is kept.');
  const pat = as('pat');
  await pat.type('/pc artifacts');
  await newestShows(
    world,
    pat,
    /✅ Configuration file · revision 1[^]*Revision 2 \(acme\.json, Paul Reed, [^)]*\) does not count/,
  );
  expect((await acmeNow()).clouds).toEqual(['aws', 'azure']);
});

test('a file that is not what it is called is refused in a sentence, and nothing is recorded', async () => {
  const before = (await acmeNow()).version;
  const paul = await handIn(world, world.cast.paul, acme, {
    'Configuration file': json(png(10, 10)),
    'Certification report': { name: 'report.zip', content: sample('configuration/acme.json') },
    Logo: { name: 'logo.png', content: 'GIF89a' },
    Icon: { name: 'icon.svg', content: '<svg viewBox="0 0 128 128"><script>alert(1)</script></svg>' },
  });
  expect(newest(paul)).toContain('❌ acme.json was not taken. This is a PNG image, whatever it is called.');
  expect(newest(paul)).toContain('❌ report.zip was not taken. This is a JSON file, whatever it is called.');
  expect(newest(paul)).toContain('❌ logo.png was not taken. This is a GIF image, whatever it is called.');
  expect(newest(paul)).toContain('❌ icon.svg was not taken. The SVG holds the element script');
  expect((await acmeNow()).version).toBe(before);
});

test('what is too large or made to be is not read', async () => {
  const mb = 1024 * 1024;
  const bomb = zipOf([{ path: 'target/a.xml', content: Buffer.alloc(9 * mb) }]);
  const began = performance.now();
  const paul = await handIn(world, world.cast.paul, acme, {
    'Configuration file': json(Buffer.alloc(30 * mb, ' ')),
    'Certification report': { name: 'report.zip', content: bomb },
  });
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(newest(paul)).toContain('was not taken. It is larger than 512 KB, which is the most that is read.');
  expect(newest(paul)).toContain('report.zip was not taken. The archive unpacks to far more than a test report does');
});

test('a file of 100 MB is refused by the size that Slack tells, and not downloaded', async () => {
  const huge = json(Buffer.alloc(100 * 1024 * 1024, ' '));
  world.slack.fail('download', { status: 500 });
  const paul = await handIn(world, world.cast.paul, acme, { 'Configuration file': huge });
  expect(newest(paul)).toContain('❌ The configuration file was not taken. It is larger than 512 KB');
  // The first download that there is meets the trouble that waited for it.
  const next = await handIn(world, world.cast.paul, acme, { Logo: { name: 'logo.png', content: png(10, 10) } });
  expect(newest(next)).toContain('Slack did not hand out the file just now');
});

test('somebody who may not hand in has no button; an old form says who can', async () => {
  const mia = as('mia');
  await mia.click('Artifacts');
  await newestShows(world, mia, 'They are handed in by');
  expect(newest(mia)).toMatch(/handed in by .*Paul Reed .*\(Partner engineering\)/);
  expect(newest(mia)).not.toContain('[Hand in files');
  const paul = as('paul');
  await paul.click('Artifacts');
  await newestShows(world, paul, '[Hand in files…]');
  await paul.click('Hand in files');
  await form(world, paul);
  await paul.fill({ 'Configuration file': json(plain) });
  const { person } = actorOf(world, world.cast.paul);
  const team = teamId.parse('partner-engineering');
  await given(world.cast.pat, { type: 'RemovePerson', person, team });
  await paul.submit();
  expect(paul.modal()).toMatch(/! Files are handed in by Partner engineering/);
  await paul.close();
  const picked = { person, name: 'Paul Reed', home: false };
  await given(world.cast.pat, { type: 'AssignPerson', picked, team });
});

test('a report of somebody else’s configuration is refused', async () => {
  const content = reportWith(usual, [], 'tideline.json');
  const report = { 'Certification report': { name: 'test-reports.zip', content } };
  const paul = await handIn(world, world.cast.paul, acme, report);
  expect(newest(paul)).toContain(
    '❌ test-reports.zip was not taken. This report was made with the configuration tideline.json;',
  );
});

test('the report fills in the certification; when all is in order, the items are done by themselves', async () => {
  await workUpTo('certification-passed');
  const failing = { name: 'test-reports.zip', content: reportWith(usual, ['P302']) };
  const files = { 'Configuration file': json(plain), 'Certification report': failing };
  const paul = await handIn(world, world.cast.paul, acme, files);
  expect(newest(paul)).toContain('4 of 5 automated cases passed · failed: P302');
  expect(newest(paul)).toContain('Changed against revision 1:');
  expect(newest(paul)).toContain('• supports_demo: true → false');
  expect(newest(paul)).toContain('• trial_type: left out');
  expect(await status('certification-passed')).toBe('open');
  const passing = { name: 'test-reports.zip', content: reportWith(usual) };
  const last = await handIn(world, world.cast.paul, acme, {
    'Certification report': passing,
    Logo: { name: 'logo.svg', content: sample('image/logo.svg') },
    Icon: { name: 'icon.png', content: png(256, 256) },
  });
  expect(newest(last)).toContain('✅ Certification test suite passes is done.');
  expect(newest(last)).toContain('✅ Artifacts are handed in is done.');
  expect([await status('certification-passed'), await status('artifacts-submitted')]).toEqual(['done', 'done']);
});

test('another configuration reopens the sign-offs that rest on it, and says so', async () => {
  await workUpTo('signoff-psa');
  await signOff(world, world.cast.psa, acme, { gate: 'Solution architect sign-off' });
  const changed = json(Buffer.from(plain.toString().replace('BI_AND_VIZ', 'DATA_QUALITY')));
  const paul = await handIn(world, world.cast.paul, acme, { 'Configuration file': changed });
  expect(newest(paul)).toContain('🔁 Solution architect sign-off rested on what changed, and must be given again.');
  expect((await acmeNow()).signOffs['signoff-psa']).toMatchObject({ is: 'reopened' });
});

test('files shared in the channel are taken with the shortcut of their message', async () => {
  await as('paul').upload({ name: 'their-icon.png', content: png(300, 300) }, 'Our icon');
  const pat = as('pat');
  await pat.shortcut('Read as artifact', 'Our icon');
  await newestShows(world, pat, '✅ their-icon.png is taken · Icon, revision 2 · png, 300 × 300');
  await pat.type('Nothing here');
  await pat.shortcut('Read as artifact', 'Nothing here');
  await newestShows(world, pat, 'This message has no file.');
  await as('colleague').shortcut('Read as artifact', 'Our icon');
  await newestShows(world, as('colleague'), /handed in by Partner engineering/);
});

test('people of Databricks on the people list are sent the file that stands; the partner’s people have it', async () => {
  const enzo = as('eng');
  await enzo.type('/pc artifacts');
  await newestShows(world, enzo, '[Send me]');
  await enzo.click({ text: 'Send me', near: 'Configuration file' });
  await newestShows(world, enzo, 'acme.json is on its way to you, as a direct message.');
  await eventually(world, () => enzo.direct().some((m) => m.text.includes('(file: acme.json)')) || undefined);
  expect(world.slack.content('acme.json').toString()).toContain('DATA_QUALITY');
  const paul = as('paul');
  await paul.click('Artifacts');
  await newestShows(world, paul, '✅ Configuration file');
  expect(newest(paul)).not.toContain('[Send me]');
  world.slack.join(world.cast.colleague, acme);
  const colleague = as('colleague');
  await colleague.type('/pc artifacts');
  await newestShows(world, colleague, '✅ Configuration file');
  expect(newest(colleague)).not.toContain('[Send me]');
  world.slack.fail('files.info', { error: 'file_deleted' });
  await enzo.click({ text: 'Send me', near: 'Logo' });
  await newestShows(world, enzo, 'The file could not be fetched. It may have been deleted in Slack.');
});

test('an old button of somebody who left the people list sends nothing', async () => {
  const enzo = as('eng');
  await enzo.type('/pc artifacts');
  await newestShows(world, enzo, '[Send me]');
  const direct = enzo.direct().length;
  const { person } = actorOf(world, world.cast.eng);
  const team = teamId.parse('engineering');
  await given(world.cast.pat, { type: 'RemovePerson', person, team });
  await enzo.click({ text: 'Send me', near: 'Configuration file' });
  await newestShows(world, enzo, 'Files of Acme go to the people on its people list.');
  await world.settled();
  expect(enzo.direct()).toHaveLength(direct);
  const picked = { person, name: world.cast.eng.name, home: true };
  await given(world.cast.pat, { type: 'AssignPerson', picked, team });
});

test('when Slack does not hand a file out, the person is told, and it can be handed in again', async () => {
  const icon = { Icon: { name: 'icon.png', content: png(129, 129) } };
  const troubles = () => world.warnings.filter((line) => line.includes('could not be downloaded')).length;
  const before = troubles();
  for (const fault of [{ status: 500 }, 'drop-after-doing'] as const) {
    world.slack.fail('download', fault);
    const paul = await handIn(world, world.cast.paul, acme, icon);
    expect(newest(paul)).toMatch(/was not taken\. Slack did not hand out the file just now/);
  }
  world.slack.fail('files.info', { error: 'file_not_found' });
  expect(newest(await handIn(world, world.cast.paul, acme, icon))).toMatch(/❌ The icon was not taken/);
  expect(newest(await handIn(world, world.cast.paul, acme, icon))).toContain('✅ icon.png is taken');
  expect(troubles() - before).toBe(3);
});

test('the form may stay open for long: the answer then comes in the channel, to that person only', async () => {
  const paul = as('paul');
  await paul.click('Artifacts');
  await newestShows(world, paul, '[Hand in files…]');
  await paul.click('Hand in files');
  await form(world, paul);
  await world.pass(40 * minute);
  await paul.fill({ Icon: { name: 'icon.png', content: png(131, 131) } }).submit();
  await eventually(world, () => /icon\.png is taken/.test(newest(paul)) || undefined);
  await as('mia').doesNotSee(new RegExp(escaped('icon.png is taken')));
});
