import { didYouMean } from '../lifecycle/nearest';
import { isObject } from './json';

/** The fields of a partner's configuration file: what each must be, with an example, and what is odd about it. */

export interface FieldRule {
  readonly path: string;
  /** An `expected` one that is missing is only a warning. */
  readonly need: 'required' | 'expected' | 'optional';
  /** What should be so, as in "one of INGEST, ML". */
  readonly rule: string;
  /** What it may look like, as JSON. */
  readonly example: string;
  readonly holds: (value: unknown) => boolean;
  /** How to mend this value, when more than the example can be said. */
  readonly hint?: (value: unknown) => string | undefined;
  /** What is odd about a value that holds. */
  readonly odd?: (value: unknown) => string | undefined;
}

const categories = [
  'INGEST',
  'DATA_PREP_AND_TRANSFORM',
  'SECURITY_AND_GOVERNANCE',
  'BI_AND_VIZ',
  'ML',
  'DATA_QUALITY',
  'REVERSE_ETL',
  'SEMANTIC_LAYER',
  'DATA_GOVERNANCE',
] as const;
export const clouds = ['aws', 'azure', 'gcp'] as const;
const newUserActions = ['auto_add', 'invite', 'not_found', 'error'];
const trialTypes = ['user', 'account'];
const resourceTypes = ['PAT', 'SqlEndpoint', 'DestLocation', 'InteractiveCluster'];

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const isFlag = (value: unknown): boolean => typeof value === 'boolean';
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const listOf =
  (holds: (item: unknown) => boolean, least = 0) =>
  (value: unknown) =>
    isList(value) && value.length >= least && value.every(holds);
const among = (known: readonly string[]) => (value: unknown) => typeof value === 'string' && known.includes(value);

const isAddress = (value: unknown): value is string => {
  if (!isText(value) || /\s/.test(value)) return false;
  try {
    const { protocol, username, password } = new URL(value);
    return /^https?:$/.test(protocol) && username === '' && password === '';
  } catch {
    return false;
  }
};
const oddAddress = (value: unknown): string | undefined => {
  if (!isAddress(value)) return undefined;
  const { protocol, hostname } = new URL(value);
  if (isLocal(hostname)) return 'It leads to one’s own machine: nobody else can reach it.';
  return protocol === 'http:' ? 'It is not secure: use https.' : undefined;
};
const isLocal = (host: string): boolean => host === 'localhost' || host === '127.0.0.1' || host.endsWith('.local');

const isPath = (value: unknown): boolean => isText(value) && /^\/\S*$/.test(value);
const isImageName = (value: unknown): boolean => isText(value) && /\.(png|svg)$/i.test(value);
const isHost = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= 253 && /^(\*\.)?([a-z0-9-]{1,63}\.)*[a-z0-9-]{1,63}$/i.test(value);

const word = (known: readonly string[]) => (value: unknown) =>
  typeof value === 'string' ? didYouMean(value, known).replace(/^; d/, 'D') || undefined : undefined;
const words = (known: readonly string[]) => (value: unknown) => {
  const wrong = isList(value) ? value.find((item) => !known.some((k) => k === item)) : undefined;
  return wrong === undefined ? undefined : word(known)(wrong);
};

const address = (path: string, example: string): FieldRule => ({
  path,
  need: 'required',
  rule: 'a web address',
  example: `"${example}"`,
  holds: isAddress,
  odd: oddAddress,
});
const endpoint = (name: string, need: FieldRule['need'] = 'optional'): FieldRule => ({
  path: `endpoints.${name}_path`,
  need,
  rule: 'a path on your server that opens with /',
  example: `"/${name.replaceAll('_', '-')}"`,
  holds: isPath,
});
const image = (path: string, example: string): FieldRule => ({
  path,
  need: 'required',
  rule: 'the name of a png or svg file',
  example: `"${example}"`,
  holds: isImageName,
});
const flag = (path: string, need: FieldRule['need'] = 'optional'): FieldRule => ({
  path,
  need,
  rule: 'true or false, without quotes',
  example: 'false',
  holds: isFlag,
});
const oneOf = (path: string, known: readonly string[], need: FieldRule['need'] = 'required'): FieldRule => ({
  path,
  need,
  rule: `one of ${known.join(', ')}`,
  example: `"${known[0] ?? ''}"`,
  holds: among(known),
  hint: word(known),
});
const permissions = (path: string, example: string): FieldRule => ({
  path,
  need: 'optional',
  rule: 'a list of objects',
  example,
  holds: listOf(isObject),
});

export const fieldRules: readonly FieldRule[] = [
  {
    path: 'api_version',
    need: 'required',
    rule: 'the version of the API, as major.minor.patch',
    example: '"2.0.4"',
    holds: (value) => typeof value === 'string' && /^\d{1,4}\.\d{1,4}\.\d{1,4}$/.test(value),
  },
  { path: 'name', need: 'required', rule: 'the partner’s name', example: '"Acme Analytics"', holds: isText },
  {
    path: 'description_blurb',
    need: 'required',
    rule: 'a sentence about the product',
    example: '"Dashboards on your lakehouse"',
    holds: isText,
  },
  oneOf('category', categories),
  address('base_url', 'https://api.example.com'),
  {
    path: 'endpoints',
    need: 'required',
    rule: 'an object with the paths of your API',
    example: '{ "connect_path": "/connect" }',
    holds: isObject,
  },
  endpoint('connect', 'required'),
  endpoint('get_connectors'),
  endpoint('test_connection'),
  endpoint('delete_account'),
  endpoint('expire_account'),
  endpoint('delete_connection'),
  address('sign_up_page', 'https://example.com/sign-up'),
  address('privacy_policy', 'https://example.com/privacy'),
  address('terms_of_service', 'https://example.com/terms'),
  image('logo_file', 'logo.svg'),
  image('icon_file', 'icon.png'),
  {
    path: 'resources_to_provision',
    need: 'required',
    rule: 'a list of objects with a resource_type',
    example: '[{ "resource_type": "SqlEndpoint" }]',
    holds: listOf((item) => isObject(item) && isText(item['resource_type'])),
    odd: (value) => {
      const kinds = isList(value) ? value.flatMap((item) => (isObject(item) ? [item['resource_type']] : [])) : [];
      const strange = kinds.find((kind) => !resourceTypes.some((known) => known === kind));
      return strange === undefined
        ? undefined
        : `Not known: ${JSON.stringify(strange)}. Known are ${resourceTypes.join(', ')}.`;
    },
  },
  permissions('object_permissions', '[{ "name": "SQL_Endpoint", "level": "CAN_USE" }]'),
  permissions('data_permissions', '[{ "permission": "SELECT" }]'),
  {
    path: 'supported_clouds',
    need: 'required',
    rule: `a list of one or more of ${clouds.join(', ')}`,
    example: '["aws", "azure"]',
    holds: listOf(among(clouds), 1),
    hint: words(clouds),
  },
  {
    path: 'hostnames',
    need: 'required',
    rule: 'a list of host names, without https:// and path',
    example: '["app.example.com"]',
    holds: listOf(isHost, 1),
    odd: (value) =>
      isList(value) && value.some((host) => typeof host === 'string' && isLocal(host))
        ? 'One of them is one’s own machine: users cannot be sent there.'
        : undefined,
  },
  oneOf('new_user_action', newUserActions),
  flag('require_manual_signup'),
  oneOf('trial_type', trialTypes, 'optional'),
  flag('supports_demo'),
  {
    path: 'test_workspace_detail',
    need: 'optional',
    rule: 'an object',
    example: '{ "hostname": "test.cloud.databricks.com" }',
    holds: isObject,
  },
  flag('allow_editable_email', 'expected'),
];
