import { readImage } from '../../src/artifacts/image';
import { readArtifact } from '../../src/artifacts/read';
import { isRefusal } from '../../src/domain/refusal';
import { png, reportOf, sample } from '../support/samples';

const svg = (inside: string, root = 'viewBox="0 0 440 100"') =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${root}>${inside}</svg>`,
  );
const judged = (kind: 'logo' | 'icon', bytes: Buffer) => {
  const reading = readImage(kind, bytes);
  return isRefusal(reading) ? reading.message : [reading.facts, reading.findings.map((f) => f.level)];
};

describe('A logo is about 4.4 times as wide as high', () => {
  test.each([
    [400, 100, []],
    [440, 100, []],
    [450, 100, []],
    [1761, 400, []],
    [399, 100, ['fault']],
    [451, 100, ['fault']],
    [100, 100, ['fault']],
    [100, 440, ['fault']],
  ])('%i × %i', (width, height, levels) => {
    expect(judged('logo', png(width, height))).toEqual([{ format: 'png', width, height }, levels]);
    const drawing = svg('', `width="${width}px" height="${height}"`);
    expect(judged('logo', drawing)).toEqual([{ format: 'svg', width, height }, levels]);
  });

  test('what is wrong is said with how to mend it', () => {
    const reading = readImage('logo', png(300, 100));
    expect(reading).toMatchObject({
      findings: [
        {
          rule: 'A logo is about 4.4 times as wide as high, 4.0 to 4.5; this one is 300 × 100, 3 times.',
          mend: 'At this height, make it 440 wide: leave empty space beside it, or crop it.',
        },
      ],
    });
  });
});

describe('An icon is square, at least 128 pixels', () => {
  test.each([
    [128, 128, []],
    [512, 512, []],
    [127, 127, ['fault']],
    [128, 129, ['fault']],
    [64, 128, ['fault', 'fault']],
  ])('%i × %i', (width, height, levels) => {
    expect(judged('icon', png(width, height))).toEqual([{ format: 'png', width, height }, levels]);
  });

  test('a drawing scales: a small one is a warning', () => {
    expect(judged('icon', sample('image/icon.svg'))).toEqual([{ format: 'svg', width: 128, height: 128 }, []]);
    const small = { format: 'svg', width: 24, height: 24 };
    expect(judged('icon', sample('image/small-icon.svg'))).toEqual([small, ['warning']]);
  });
});

describe('Drawings', () => {
  test('as drawing programs write them are taken', () => {
    expect(judged('logo', sample('image/logo.svg'))).toEqual([{ format: 'svg', width: 440, height: 100 }, []]);
    expect(judged('logo', svg('<image href="data:image/png;base64,AAAA"/><a href="#x"/>'))).toEqual([
      expect.anything(),
      [],
    ]);
  });

  test.each<[string, Buffer]>([
    ['a script', svg('<script>alert(1)</script>')],
    ['a script by another prefix', svg('<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>')],
    ['an event', svg('<rect onload="alert(1)"/>')],
    ['an event in capitals', svg('<rect ONCLICK="alert(1)"/>')],
    ['a link that runs', svg('<a xlink:href="javascript:alert(1)"/>')],
    ['a link that runs, spelt with a character of its own', svg('<a href="&#106;avascript:alert(1)"/>')],
    ['a picture from elsewhere', svg('<image href="https://tracker.example/1.png"/>')],
    ['a drawing in a drawing', svg('<image href="data:image/svg+xml;base64,AAAA"/>')],
    ['a drawing used from elsewhere', svg('<use xlink:href="http://x.example/a.svg#b"/>')],
    ['HTML inside', svg('<foreignObject><body/></foreignObject>')],
    ['a style from elsewhere', svg('<style>@import "https://x.example/a.css";</style>')],
    ['a style that loads', svg('<rect style="fill:url(https://x.example)"/>')],
    ['a style that loads, spelt with escapes', svg('<style>rect { fill: \\75rl(//x.example) }</style>')],
    ['a style sheet beside it', Buffer.from('<?xml-stylesheet href="a.xsl"?><svg viewBox="0 0 440 100"/>')],
    ['an animation of a link', svg('<a><animate attributeName="href" values="javascript:alert(1)"/></a>')],
    [
      'entities',
      Buffer.from('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg viewBox="0 0 440 100">&a;</svg>'),
    ],
    ['an entity that nobody defined', svg('&nbsp;')],
  ])('with %s are refused', (_, bytes) => {
    expect(judged('logo', bytes)).toMatch(
      /^The SVG (holds|is not taken|is not well-formed).*Export it (as a plain SVG|again)/,
    );
  });

  test.each([
    ['no size', svg('', ''), /viewBox/],
    ['a size of nothing', svg('', 'viewBox="0 0 0 0"'), /viewBox/],
    ['a size in per cent and no viewBox', svg('', 'width="100%" height="100%"'), /viewBox/],
    ['another root', Buffer.from('<html><svg viewBox="0 0 1 1"/></html>'), /web page/],
    ['no drawing', Buffer.from('<drawing/>'), /no SVG/],
    ['half of it', Buffer.from('<svg viewBox="0 0 440 100"><rect'), /not well-formed/],
  ])('with %s are refused', (_, bytes, why) => expect(judged('logo', bytes)).toMatch(why));
});

describe('What is no picture is refused', () => {
  const whole = png(440, 100);
  test.each([
    ['an archive', reportOf(), /a zip archive, whatever it is called\. The logo is a png or an svg/],
    ['a photograph', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), /a JPEG image/],
    ['half a picture', whole.subarray(0, whole.length - 20), /damaged or cut off/],
    ['one that was changed', Buffer.from(whole).fill(7, 40, 42), /damaged or cut off/],
    ['only the beginning', whole.subarray(0, 8), /damaged or cut off/],
    ['a size of nothing', png(0, 0), /how large/],
  ])('%s', (_, bytes, why) => expect(judged('logo', bytes)).toMatch(why));
});

test('what nobody said is told by the content: a wide picture is a logo, others are icons', async () => {
  const files = [png(440, 100), png(128, 128), sample('image/logo.svg'), sample('configuration/acme.json')];
  const read = await Promise.all([...files, reportOf('TEST-NewUserTests.xml')].map((f) => readArtifact('any', f)));
  expect(read.map((r) => ('kind' in r ? r.kind : r.message))).toEqual([
    'logo',
    'icon',
    'logo',
    'configuration',
    'report',
  ]);
  expect(await readArtifact('any', Buffer.from('%PDF-1.7'))).toMatchObject({ refused: true });
});
