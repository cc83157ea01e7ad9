import { readConfiguration } from '../../src/artifacts/configuration';
import { clouds, fieldRules } from '../../src/artifacts/configuration-rules';
import { readArtifact } from '../../src/artifacts/read';
import { configurationFacts, type Finding } from '../../src/domain/artifacts/state';
import { allowed, refused } from '../support/outcome';
import { acmeWith, png, sample } from '../support/samples';

const of = (name: string) => sample(`configuration/${name}`);

function read(bytes: Buffer) {
  const reading = allowed(readConfiguration(bytes));
  if (!reading.facts) throw new Error('no facts');
  return { facts: reading.facts, findings: reading.findings };
}
const whyNot = (bytes: Buffer): string => refused(readConfiguration(bytes));
const at = (findings: readonly Finding[], level: Finding['level']) =>
  findings.filter((f) => f.level === level).map((f) => f.field);

describe('A good configuration', () => {
  test('has nothing against it, and says what the bot goes by', () => {
    const { facts, findings } = read(of('acme.json'));
    expect(findings).toEqual([]);
    expect(configurationFacts.parse(facts)).toEqual(facts);
    expect(facts).toMatchObject({
      name: 'Acme',
      clouds: ['aws', 'azure'],
      fields: {
        category: 'BI_AND_VIZ',
        supported_clouds: 'aws, azure',
        trial_type: 'account',
        supports_demo: 'true',
        require_manual_signup: 'false',
        'endpoints.delete_account_path': '/partner/delete-account',
        hostnames: 'app.acme.example, eu.acme.example',
        resources_to_provision: 'PAT, SqlEndpoint',
        object_permissions: 'level CAN_USE name SQL_Endpoint',
      },
    });
  });

  test('of the test workspace, which may hold secrets, only a fingerprint is kept', () => {
    const { facts } = read(of('acme.json'));
    expect(facts.fields['test_workspace_detail']).toMatch(/^#[0-9a-f]{12}$/);
    expect(JSON.stringify(facts)).not.toContain('not-a-secret');
  });

  test('nor is anything else that may be a secret repeated', () => {
    const secrets = { test_workspace_detail: 'not-a-secret', base_url: 'https://me:not-a-secret@acme.example' };
    const reading = read(acmeWith(secrets));
    expect(at(reading.findings, 'fault')).toEqual(['base_url', 'test_workspace_detail']);
    expect(JSON.stringify(reading)).not.toContain('not-a-secret');
  });

  test('needs the required fields only; one that samples leave out is a warning', () => {
    const { findings } = read(of('minimal.json'));
    expect(findings).toEqual([
      {
        level: 'warning',
        field: 'allow_editable_email',
        rule: 'It is missing: true or false, without quotes.',
        mend: 'Write "allow_editable_email": false, say.',
      },
    ]);
  });

  test('may open with a byte order mark', () => {
    expect(read(Buffer.concat([Buffer.from('\ufeff'), of('acme.json')])).findings).toEqual([]);
  });

  test('is the same whatever the order of its fields, its lists and its spaces', () => {
    const acme: unknown = JSON.parse(of('acme.json').toString());
    const turned = Object.fromEntries(
      Object.entries(typeof acme === 'object' && acme !== null ? acme : {})
        .toReversed()
        .map(([key, value]: [string, unknown]) => [key, Array.isArray(value) ? value.toReversed() : value]),
    );
    const { fields } = read(Buffer.from(JSON.stringify(turned))).facts;
    expect(fields).toEqual(read(of('acme.json')).facts.fields);
  });
});

describe('Each rule', () => {
  const required = fieldRules.filter(({ need, path }) => need === 'required' && !path.includes('.'));
  test.each(required.map(({ path }) => path))('%s is missed', (path) => {
    const { findings } = read(acmeWith({ [path]: undefined }));
    expect(findings).toMatchObject([{ level: 'fault', field: path, rule: expect.stringMatching(/^It is missing/) }]);
  });

  test.each(fieldRules.filter(({ need }) => need === 'optional' && true).map(({ path }) => path))(
    '%s may be left out, or null',
    (path) => {
      const [name, inner] = path.split('.');
      const changed = (value: unknown) =>
        inner === undefined
          ? acmeWith({ [path]: value })
          : acmeWith({ [name ?? '']: { connect_path: '/connect', [inner]: value } });
      for (const value of [undefined, null]) expect(read(changed(value)).findings).toEqual([]);
    },
  );

  test.each<[string, unknown]>([
    ['api_version', '2.0'],
    ['api_version', 'v2.0.4'],
    ['name', '   '],
    ['description_blurb', ''],
    ['category', 'ingest'],
    ['base_url', 'acme.example'],
    ['base_url', 'https://a b.example'],
    ['endpoints', '/connect'],
    ['sign_up_page', 'javascript:alert(1)'],
    ['privacy_policy', 1],
    ['terms_of_service', 'https://me:word@acme.example'],
    ['logo_file', 'logo.gif'],
    ['icon_file', ''],
    ['resources_to_provision', {}],
    ['resources_to_provision', [{ type: 'PAT' }]],
    ['object_permissions', ['CAN_USE']],
    ['data_permissions', 'SELECT'],
    ['supported_clouds', []],
    ['supported_clouds', 'aws'],
    ['supported_clouds', ['AWS']],
    ['hostnames', []],
    ['hostnames', ['https://acme.example']],
    ['hostnames', ['acme.example/path']],
    ['new_user_action', 'add'],
    ['require_manual_signup', 'no'],
    ['trial_type', 'workspace'],
    ['supports_demo', 'true'],
    ['test_workspace_detail', 'test'],
    ['allow_editable_email', 1],
  ])('%s is not %j', (path, value) => {
    const { findings } = read(acmeWith({ [path]: value }));
    expect(at(findings, 'fault')[0]).toBe(path === 'endpoints' ? 'endpoints' : path);
    expect(findings[0]?.rule).toMatch(/^It must be .+; it is .+\.$/);
    expect(findings[0]?.mend).toMatch(/\S/);
  });

  test('every field of the endpoints is one of its own', () => {
    const endpoints = { connect_path: 'connect', test_connection_path: 7, sign_in_path: '/sign-in' };
    const { findings } = read(acmeWith({ endpoints }));
    expect(at(findings, 'fault')).toEqual(['endpoints.connect_path', 'endpoints.test_connection_path']);
    expect(at(findings, 'warning')).toEqual(['endpoints.sign_in_path']);
    expect(at(read(acmeWith({ endpoints: {} })).findings, 'fault')).toEqual(['endpoints.connect_path']);
  });

  test('a word that was mistyped is put right', () => {
    const mend = (changes: Record<string, unknown>) => read(acmeWith(changes)).findings[0]?.mend;
    expect(mend({ category: 'BI_AND_VIS' })).toBe("Did you mean 'BI_AND_VIZ'?");
    expect(mend({ supported_clouds: ['aws', 'gpc'] })).toBe("Did you mean 'gcp'?");
    expect(mend({ suports_demo: true })).toBe("Did you mean 'supports_demo'?");
  });

  test('unknown fields are kept and warned about, never refused; of their values only a fingerprint', () => {
    const { facts, findings } = read(acmeWith({ colour: 'a secret orange' }));
    expect(findings).toMatchObject([{ level: 'warning', field: 'colour' }]);
    expect(facts.fields['colour']).toMatch(/^#[0-9a-f]{12}$/);
  });

  test('what leads to one’s own machine or is not secure is a warning', () => {
    const odd = { base_url: 'http://localhost:8080', hostnames: ['localhost'], sign_up_page: 'http://acme.example' };
    expect(at(read(acmeWith(odd)).findings, 'warning')).toEqual(['base_url', 'sign_up_page', 'hostnames']);
  });

  test('a long value is kept short, and still told from another', () => {
    const long = (end: string) => read(acmeWith({ description_blurb: 'x'.repeat(4000) + end })).facts;
    expect(long('a').fields['description_blurb']?.length).toBeLessThan(200);
    expect(long('a').fields['description_blurb']).not.toBe(long('b').fields['description_blurb']);
  });

  test('all faults are told at once, each with its field, its rule and how to mend it', () => {
    const { findings } = read(of('many-faults.json'));
    expect(at(findings, 'fault')).toEqual([
      'api_version',
      'name',
      'description_blurb',
      'category',
      'base_url',
      'endpoints.connect_path',
      'endpoints.test_connection_path',
      'privacy_policy',
      'terms_of_service',
      'logo_file',
      'icon_file',
      'resources_to_provision',
      'object_permissions',
      'data_permissions',
      'supported_clouds',
      'hostnames',
      'new_user_action',
      'require_manual_signup',
      'trial_type',
      'supports_demo',
      'test_workspace_detail',
      'allow_editable_email',
    ]);
    expect(at(findings, 'warning')).toEqual(['sign_up_page', 'endpoints.conect_path', 'colour']);
  });

  test('more than can be kept is said to be more', () => {
    const strange = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`field_${n}`, n]));
    const { findings } = read(acmeWith(strange));
    expect(findings).toHaveLength(40);
    expect(findings.at(-1)?.rule).toBe('There is more of this kind: 61.');
  });

  test('the clouds are those of the file, and no others', () => {
    expect(read(acmeWith({ supported_clouds: ['gcp', 'aws', 'ibm'] })).facts.clouds).toEqual(['aws', 'gcp']);
    expect(clouds).toEqual(['aws', 'azure', 'gcp']);
  });
});

describe('What is no configuration is refused in a sentence', () => {
  test.each<[string, Buffer, RegExp]>([
    ['a list', of('list.json'), /This is a list/],
    [
      'a field twice',
      of('twice.json'),
      /“connect_path” stands in line 4 and again in line 4; “category” stands in line 3 and again in line 5/,
    ],
    ['comments and a comma too many', of('comments.json'), /not valid JSON \(line 2\)/],
    ['a comma too few', of('comma.json'), /not valid JSON \(line 3\)/],
    ['a text', of('text.json'), /should open with \{/],
    ['another encoding', of('utf-16.json'), /UTF-8/],
    ['another file of JSON', of('another.json'), /None of the fields of a configuration/],
    ['a picture with the ending of JSON', png(10, 10), /This is a PNG image, whatever it is called/],
    ['a web page', Buffer.from('<!DOCTYPE html><html></html>'), /a web page/],
    ['a depth without end', Buffer.from('{"a":'.repeat(100_000)), /nested deeper than 32/],
    ['lists without end', Buffer.from('['.repeat(500_000)), /nested deeper than 32/],
    [
      'fields without end',
      Buffer.from(JSON.stringify(Object.fromEntries(Array.from({ length: 9000 }, (_, n) => [n, n])))),
      /9000 fields/,
    ],
    ['half a file', of('acme.json').subarray(0, 300), /not valid JSON/],
    ['a number too many', Buffer.from('{"name": 1} 2'), /not valid JSON/],
  ])('%s', (_, bytes, why) => {
    expect(whyNot(bytes)).toMatch(why);
    expect(whyNot(bytes)).toMatch(/[.?]$/);
  });

  test('an empty file, and one that is too large, are refused unread', async () => {
    expect(await readArtifact('configuration', Buffer.alloc(0))).toMatchObject({ message: 'The file is empty.' });
    const large = await readArtifact('configuration', Buffer.alloc(100 * 1024 * 1024, 0x20));
    expect(large).toMatchObject({ message: 'It is larger than 512 KB, which is the most that is read.' });
  });

  test('a field by the name of what objects inherit is a field like others', () => {
    const bytes = Buffer.from(acmeWith({}).toString().replace('{', '{"__proto__": {"name": "x"}, "constructor": 1,'));
    const { facts, findings } = read(bytes);
    expect(at(findings, 'warning')).toEqual(['__proto__', 'constructor']);
    expect(facts.name).toBe('Acme');
  });
});
