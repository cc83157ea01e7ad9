import type { NewFile } from '../../local-slack';
import { partnerName } from '../../local-slack/seed';
import { automatedCases } from '../domain/artifacts/certification';
import { standingRevision } from '../domain/artifacts/complete';
import type { Partner } from '../domain/partner';
import type { Lifecycle } from '../lifecycle/schema';
import { zipOf } from './zip';

/** What the partner's engineer hands in. */

/** The configuration of the partner in the story. */
export const configurationFile = {
  name: 'northwind.json',
  content: Buffer.from(
    JSON.stringify(
      {
        api_version: '2.0.4',
        name: partnerName,
        description_blurb: 'Loads your sales and support data into your lakehouse, every few minutes',
        category: 'INGEST',
        base_url: 'https://api.northwind.example',
        endpoints: {
          connect_path: '/databricks/connect',
          delete_account_path: '/databricks/delete-account',
          delete_connection_path: '/databricks/delete-connection',
        },
        sign_up_page: 'https://northwind.example/sign-up',
        privacy_policy: 'https://northwind.example/privacy',
        terms_of_service: 'https://northwind.example/terms',
        logo_file: 'northwind-logo.svg',
        icon_file: 'northwind-icon.png',
        resources_to_provision: [{ resource_type: 'SqlEndpoint' }, { resource_type: 'PAT' }],
        supported_clouds: ['aws', 'azure'],
        hostnames: ['app.northwind.example'],
        new_user_action: 'auto_add',
        trial_type: 'account',
        supports_demo: false,
        allow_editable_email: false,
      },
      null,
      2,
    ),
  ),
};

const drawing = (name: string, viewBox: string, shape: string): NewFile => ({
  name,
  content: Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${viewBox}" fill="#1f6f78">${shape}</svg>`,
  ),
});
export const logoFile = drawing(
  'northwind-logo.svg',
  '440 100',
  '<path d="M10 90V10l70 60V10h20v80L30 30v60z"/><rect x="130" y="40" width="300" height="20" rx="10"/>',
);
export const iconFile = drawing('northwind-icon.svg', '128 128', '<path d="M20 108V20l70 60V20h18v88L38 48v60z"/>');

/** The name of the configuration that holds, which the suite was run with. */
const configurationName = (partner: Partner): string =>
  standingRevision('configuration', partner)?.upload.name ?? configurationFile.name;

/** The report of the certification suite as it packs it: every case that it tries for this partner, one or the other failed. */
export function reportFile(
  partner: Partner,
  lifecycle: Lifecycle,
  failed: Readonly<Record<string, string>> = {},
): NewFile {
  const ranWith = configurationName(partner);
  const cases = automatedCases(partner, lifecycle);
  const suites = [...new Set(cases.map(({ suiteClass }) => suiteClass))];
  const files = suites.map((suite) => ({
    path: `target/surefire-reports/TEST-${suite}.xml`,
    content: [
      `<testsuite name="${suite}">`,
      ...cases
        .filter(({ suiteClass }) => suiteClass === suite)
        .map(({ id, title }) => testOf(`${id} - ${title} - ${ranWith}`, failed[id])),
      '</testsuite>',
    ].join('\n'),
  }));
  return { name: 'test-reports.zip', content: zipOf(files) };
}

const testOf = (name: string, failure: string | undefined): string =>
  failure === undefined
    ? `<testcase name=${JSON.stringify(name)}/>`
    : `<testcase name=${JSON.stringify(name)}><failure message=${JSON.stringify(failure)}/></testcase>`;
