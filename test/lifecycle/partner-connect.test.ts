import { DateTime } from 'luxon';
import type { Item } from '../../src/lifecycle/schema';
import { partnerConnect } from '../support/lifecycle';

const items = partnerConnect.phases.flatMap((phase) => phase.items);
const squeeze = (row: string) => row.replaceAll(/ +/g, ' ').trim();
const rows = (table: string) => table.trim().split('\n').map(squeeze);
const row = (...cells: string[]) => squeeze(cells.join(' | '));

/** What an item asks for when it is done, and what is special about it. */
function notes(item: Item): string {
  const words = [item.kind === 'task' ? '' : item.kind];
  if (item.kind === 'task') {
    words.push(item.evidence ?? '', item.value ?? '');
    if (item.optional) words.push('optional');
    if (item.mayBeNotNeeded) words.push('waivable');
    words.push(...item.notForIntegrationTypes.map((type) => `not for ${type}`));
  } else {
    words.push(...item.criteria.map(({ id }) => id));
    words.push(`rests on ${[...item.basis.items, ...(item.basis.configuration ? ['configuration'] : [])].join(' + ')}`);
  }
  return words.filter((word) => word !== '').join(', ');
}

describe('the default lifecycle', () => {
  test('has the phases and items of Partner Connect, in order, with owners, needs and notes', () => {
    const table = partnerConnect.phases.flatMap((phase) => [
      row(`# ${phase.title}`, phase.after.join(', '), phase.inOrder ? 'in order' : ''),
      ...phase.items.map((item) => row(item.id, item.doneBy.join(' + '), item.needs.join(', '), notes(item))),
    ]);
    expect(table).toEqual(
      rows(`
# Prerequisites              |                                   |
partner-registered           | pdm                               |                                        |
core-integration-validated   | psa                               |                                        |
# Scheduling                 | prerequisites                     | in order
fit-assessment               | pdm + partner-lead                |                                        |
technical-due-diligence      | partner-engineering               |                                        | link
engineering-commitment       | partner-lead                      |                                        |
technical-review-meeting     | engineering + partner-engineering |                                        | date-time
quarter-selected             | pdm                               |                                        | quarter
# Go-to-market               | scheduling                        |
ppa-signed                   | legal + partner-lead              |                                        |
mini-site                    | partner-marketing                 |                                        | link, waivable
partner-directory-logo       | partner-marketing                 |                                        | link, waivable
launch-blog                  | partner-marketing + marketing     |                                        | link, waivable
partner-docs                 | partner-engineering               |                                        | link, waivable
# Onboarding                 | scheduling                        |
ux-guidelines-reviewed       | partner-engineering               |                                        |
design-review                | product + partner-engineering     | ux-guidelines-reviewed                 | link
integration-built            | partner-engineering               |                                        |
certification-passed         | partner-engineering               | integration-built                      | link, not for desktop-application
self-test                    | partner-engineering               | integration-built                      | optional, not for desktop-application
artifacts-submitted          | partner-engineering               | certification-passed                   |
tile-added                   | engineering                       | artifacts-submitted                    |
workspace-provisioned        | engineering                       |                                        | text
partner-validation           | partner-engineering               | tile-added, workspace-provisioned      |
joint-validation             | engineering + partner-engineering | partner-validation                     | date-time
# End-game                   |                                   |
signoff-engineering          | engineering                       | joint-validation                       | sign-off, rests on joint-validation + configuration
signoff-psa                  | psa                               | core-integration-validated, integration-built | sign-off, p200, p201, rests on core-integration-validated + configuration
signoff-product              | product                           | design-review                          | sign-off, connector-chosen, nothing-retyped, connection-found, rests on design-review
signoff-partner              | partner-lead                      | partner-validation                     | sign-off, rests on partner-validation
ppa-confirmed                | legal + pdm                       | ppa-signed                             | confirmation, rests on ppa-signed
ga-date-agreed               | pdm + partner-lead                | signoff-engineering, signoff-psa, signoff-product, signoff-partner, ppa-confirmed, ppa-signed, mini-site, partner-directory-logo, launch-blog, partner-docs | ga-date
rollout                      | engineering                       | ga-date-agreed                         |
ga                           | pdm                               | rollout                                |
# Live                       |                                   |
`),
    );
  });

  test('has nine teams on two sides; the partner development manager coordinates', () => {
    const teams = partnerConnect.teams.map(({ id, side, coordinates, leads }) =>
      row(id, side, coordinates ? 'coordinates' : '', leads ? 'leads' : ''),
    );
    expect(teams).toEqual(
      rows(`
pdm                 | databricks | coordinates |
engineering         | databricks |             |
psa                 | databricks |             |
product             | databricks |             |
legal               | databricks |             |
marketing           | databricks |             |
partner-engineering | partner    |             |
partner-marketing   | partner    |             |
partner-lead        | partner    |             | leads
`),
    );
  });

  test('has titles that fit a row of a checklist on a phone, no two alike', () => {
    expect(items.filter(({ title }) => title.length > 60)).toEqual([]);
    expect(new Set(items.map(({ title }) => title)).size).toBe(items.length);
  });

  test('names what an item with a value asks for', () => {
    const unnamed = items.filter((item) => item.kind === 'task' && item.value && item.valueLabel === undefined);
    expect(unnamed).toEqual([]);
  });

  test('shows every item to both sides, and links to the partner portal', () => {
    expect(items.filter(({ audience }) => audience !== 'both')).toEqual([]);
    expect(items.find(({ id }) => id === 'partner-registered')?.link).toBe('https://partners.databricks.com');
  });

  test('has nothing due before what it needs', () => {
    const due = new Map(items.map(({ id, due }) => [id, due && 'daysBeforeGa' in due ? due.daysBeforeGa : Number.NaN]));
    const tooEarly = items.flatMap(({ id, needs }) =>
      needs.filter((need) => !(Number(due.get(need)) >= Number(due.get(id)))).map((need) => `${id} before ${need}`),
    );
    expect(tooEarly).toEqual([]);
    expect([due.get('ga-date-agreed'), due.get('rollout'), due.get('ga')]).toEqual([7, 1, 0]);
  });

  test('keeps the three usability criteria in the words of the product sign-off', () => {
    const signOff = items.find(({ id }) => id === 'signoff-product');
    expect(signOff?.kind === 'sign-off' && signOff.criteria.map(({ text }) => text)).toEqual([
      'The user does not have to choose Databricks as the connector',
      'The user does not have to type what the Connect API call already carried',
      'A user who lands in the product finds the Databricks connection without searching and never loses the way',
    ]);
  });

  test('has the documented regions by cloud; government and China are opt-in', () => {
    expect(partnerConnect.clouds.map(({ id, regions, optInRegions }) => [id, regions.length, optInRegions])).toEqual([
      ['aws', 17, ['us-gov-west-1']],
      ['azure', 40, ['chinaeast2', 'chinaeast3', 'chinanorth2', 'chinanorth3']],
      ['gcp', 15, []],
    ]);
  });

  test('has the integration types; only desktop applications do without the Connect API', () => {
    const types = partnerConnect.integrationTypes.map(({ id, connectApi }) => row(id, connectApi ? 'connect' : ''));
    expect(types).toEqual(
      rows(`
read | connect
write | connect
read-write | connect
notebook | connect
desktop-application |
`),
    );
  });

  test('has the manual test cases with class, whom they apply to, and where the configuration tells', () => {
    const cases = partnerConnect.testCases.map((each) =>
      row(
        each.id,
        each.suiteClass ?? '-',
        [each.appliesTo, ...each.capabilities, ...(each.optional ? ['optional'] : [])].join(' + '),
        each.configurationField ?? (each.suggestedWhen ? `asked for; suggested: ${each.suggestedWhen.is}` : ''),
      ),
    );
    expect(cases).toEqual(
      rows(`
P100 | PartnerConnectTest     | connect                                  |
P101 | -                      | connect                                  |
P200 | -                      | all                                      |
P201 | -                      | connect + destination-support            | asked for; suggested: INGEST
P300 | PartnerConnectTest     | connect                                  |
P301 | -                      | connect                                  |
P302 | NewUserTests           | connect                                  |
P400 | DeleteConnectionTests  | connect                                  |
P401 | DeleteConnectionTests  | connect + delete-connection              | endpoints.delete_connection_path
P402 | DeleteConnectionTests  | connect + delete-connection              | endpoints.delete_connection_path
P403 | DeleteAccountTests     | connect + delete-account-hook            | endpoints.delete_account_path
P404 | DeleteAccountTests     | connect + delete-account-hook            | endpoints.delete_account_path
P405 | DeleteAccountTests     | connect + delete-account-hook            | endpoints.delete_account_path
P500 | -                      | connect + time-limited-trials + optional | trial_type
P501 | ExpiredAccountTests    | connect + time-limited-trials + optional | trial_type
P502 | ExpiredAccountTests    | connect + time-limited-trials + optional | trial_type
P600 | MultipleWorkspaceTests | connect                                  |
P700 | DemoFlowTests          | connect + demo-flag                      | supports_demo
P800 | TestConnectionTests    | connect + test-connection-hook           | endpoints.test_connection_path
P801 | TestConnectionTests    | connect + test-connection-hook           | endpoints.test_connection_path
P900 | GetConnectorsTests     | connect + ingest + get-connectors-hook   | endpoints.get_connectors_path
`),
    );
  });

  test('has the UX guidelines as a review list', () => {
    const list = partnerConnect.uxGuidelines.map(({ id, area, kind, optional }) =>
      row(id, area, optional ? `${kind}, optional` : kind),
    );
    expect(list).toEqual(
      rows(`
signup-minimal                  | Sign-up     | do
signup-email-prefilled          | Sign-up     | do
signup-no-extra-fields          | Sign-up     | don't
signup-lands-in-product         | Sign-up     | don't
signup-no-blocking-verification | Sign-up     | don't
signup-no-2fa                   | Sign-up     | don't
signup-no-payment               | Sign-up     | don't
home-connection-visible         | Home page   | do
home-tutorial                   | Home page   | do, optional
home-no-reconfiguration         | Home page   | don't
environment-fast                | Environment | do
`),
    );
  });

  test('agrees GA at least 7 days ahead, and rolls out in the week before it, complete a day before', () => {
    expect(partnerConnect.ga).toEqual({
      agreeDaysAhead: 7,
      rolloutFromDaysBefore: 7,
      rolloutCompleteDaysBefore: 1,
      countdown: [7, 3, 1],
    });
  });

  test('reminds the owner at once, then the manager, the channel and the lead', () => {
    const { ladder, ...hours } = partnerConnect.reminders;
    expect(ladder.map(({ afterWorkingDays, tell }) => [tell, afterWorkingDays])).toEqual([
      ['owner', 0],
      ['pdm', 2],
      ['channel', 5],
      ['lead', 10],
    ]);
    expect(hours).toMatchObject({ digestAt: '09:00', quietFrom: '18:00', quietUntil: '08:00' });
  });

  test('has holidays on working days only, each year complete and in order', () => {
    const { holidays, workingDays, freezes } = partnerConnect.calendar;
    const dates = holidays.map(({ date }) => date);
    expect(dates).toEqual(dates.toSorted());
    expect(dates.filter((date) => !workingDays.includes(DateTime.fromISO(date).weekday))).toEqual([]);
    // Eleven a year; New Year's Day 2028 falls on a Saturday and is observed in 2027.
    expect([2026, 2027].map((year) => dates.filter((date) => date.startsWith(`${year}`)).length)).toEqual([11, 12]);
    // A freeze runs from a Monday to a Sunday, two weeks later.
    const spans = freezes.map(({ from, to }) => [DateTime.fromISO(from), DateTime.fromISO(to)] as const);
    expect(spans.map(([from, to]) => [from.weekday, to.weekday, to.diff(from, 'days').days])).toEqual([
      [1, 7, 13],
      [1, 7, 13],
    ]);
  });
});
