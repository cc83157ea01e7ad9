import { addDays } from '../domain/calendar';
import { calendarDate } from '../domain/ids';
import type { Partner } from '../domain/partner';
import { quarterAfter, quarterOf } from '../domain/roadmap/quarters';
import { addWorkingDays, instantOf, nextWorkingDay } from '../domain/working-days';
import { handIn, onBug } from './act';
import { configurationFile, iconFile, logoFile, reportFile } from './files';
import { lookAhead, lookAtCalls, lookAtReview, lookAtTests } from './look';
import { newestBug, player, type Scene } from './staging';

/** What people of the story do beside their items: they report and mend, plan ahead, send back, and talk. */

const seconds = (at: number): number => Math.floor(at / 1000);
const cases = (...ids: readonly string[]) => ids.map((optionValue) => ({ optionValue }));
const chosen = (optionValue: string) => ({ optionValue });

const roadmap: Scene = {
  item: 'quarter-selected',
  when: 'after',
  async play({ as, until, partner }) {
    await until('partner-lead', 1, '10:10');
    await as('partner-lead', async (nora) => {
      await lookAhead(nora, 'roadmap', 'Roadmap');
      await nora.click({ action_id: 'roadmap-propose' });
      const plan = {
        title: 'Lineage of every load in Unity Catalog',
        quarter: quarterAfterGa(partner),
        whose: chosen('partner'),
        note: 'Our customers ask for it more than for anything else.',
      };
      await nora.fill(plan).submit();
    });
    await until('pdm', 0, '10:30');
    await as('pdm', async (priya) => {
      await priya.type('/pc roadmap');
      await priya.click({ action_id: /^roadmap-accept/ });
    });
  },
};

const quarterAfterGa = ({ targetGaDate }: Partner, count = 1): string =>
  quarterAfter(quarterOf(targetGaDate ?? calendarDate.parse('2027-03-01')), count);

/** The first design asks for too much; the second is right. */
const design: Scene = {
  item: 'design-review',
  when: 'before',
  async play({ theatre, partner, as, until, today }) {
    const mocks = `https://design.example/${partner.slug}`;
    await as('partner-engineering', async (evan) => {
      await lookAtReview(evan);
      await evan.click({ action_id: 'design-hand-in' });
      await evan.fill({ link: `${mocks}/1`, note: 'From the tile to the first load, nine screens.' }).submit();
    });
    const { lifecycle } = theatre;
    const starts = instantOf(addWorkingDays(today(), 2, lifecycle.calendar), '10:00', player('product').tz);
    await until('product', 1, '11:20');
    await as('product', async (paolo) => {
      await lookAtCalls(paolo);
      await paolo.click({ action_id: 'call-schedule', value: '"i":"design-review"' });
      await paolo.fill({ starts: seconds(starts), link: `https://meet.example/${partner.slug}` }).submit();
    });
    await until('product', 1, '10:50');
    await as('product', async (paolo) => {
      await lookAtCalls(paolo);
      await paolo.click({ action_id: /^call-outcome/ });
      const note = 'The sign-up asks for a company before anything is to be seen.';
      await paolo.fill({ outcome: chosen('problems'), note }).submit();
      await lookAtReview(paolo);
      await paolo.click({ action_id: 'design-send-back' });
      const comment = 'Please ask for nothing but the email, and show the connection on the first screen.';
      await paolo.fill({ comment }).submit();
    });
    await as('partner-engineering', (evan) => evan.type('Fair: the company can wait until they invite somebody.'));
    await until('partner-engineering', 3, '10:00');
    await as('partner-engineering', async (evan) => {
      await lookAtReview(evan);
      await evan.click({ action_id: 'design-hand-in' });
      await evan.fill({ link: `${mocks}/2`, note: 'Six screens; the connection is on the first.' }).submit();
    });
  },
};

const configuration: Scene = {
  item: 'design-review',
  when: 'after',
  play: ({ as }) => as('partner-engineering', (evan) => handIn(evan, { configuration: configurationFile })),
};

/** An architect finds a bug in an early build; it is mended within the week. */
const mended: Scene = {
  item: 'ppa-signed',
  when: 'after',
  async play(stage) {
    const { as, until } = stage;
    await until('psa', 1, '11:05');
    await as('psa', async (sofia) => {
      await sofia.type('/pc bug');
      const bug = {
        title: 'Tables land in hive_metastore although a catalog is chosen',
        what: 'Chose the catalog “sales” in the early build. The first load made its tables in hive_metastore.',
        severity: chosen('S3'),
        suspected: chosen('partner'),
      };
      await sofia.fill(bug).submit();
      await sofia.close();
    });
    const bug = await newestBug(stage);
    await until('partner-engineering', 0, '11:30');
    await as('partner-engineering', (evan) => onBug(evan, 'bug-acknowledge', bug));
    await until('partner-engineering', 2, '14:30');
    await as('partner-engineering', async (evan) => {
      await onBug(evan, 'bug-resolve', bug);
      await evan.fill({ note: 'The catalog was read from the wrong field. Mended in build 214.' }).submit();
    });
    await until('psa', 1, '10:05');
    await as('psa', async (sofia) => {
      await onBug(sofia, 'bug-verify', bug);
      await onBug(sofia, 'bug-close', bug);
    });
  },
};

/** Something to look after once it is live, and something for the other side to answer. */
const ahead: Scene = {
  item: 'mini-site',
  when: 'after',
  async play({ theatre, partner, as, until, today }) {
    await until('partner-engineering', 1, '09:50');
    await as('partner-engineering', async (evan) => {
      await lookAhead(evan, 'maintain', 'Maintenance');
      await evan.click({ text: 'Other maintenance', action_id: /^maintenance-plan/ });
      const title = 'Point the help link of the tile to docs.northwind.example';
      const due = nextWorkingDay(addDays(partner.targetGaDate ?? today(), 30), theatre.lifecycle.calendar);
      await evan.fill({ title, due }).submit();
    });
    await until('pdm', 1, '09:30');
    await as('pdm', async (priya) => {
      await priya.type('/pc roadmap');
      await priya.click({ action_id: 'roadmap-propose' });
      const plan = { title: 'A demo together at the Data + AI Summit', quarter: quarterAfterGa(partner) };
      await priya.fill({ ...plan, whose: chosen('databricks') }).submit();
    });
  },
};

/** The suite and the engineer's own tries find that a second user cannot come in: a to-do for one side, a bug for the other. */
const firstRun: Scene = {
  item: 'integration-built',
  when: 'after',
  async play(stage) {
    const { theatre, partner, as, until, today } = stage;
    const { lifecycle } = theatre;
    await until('partner-engineering', 0, '14:20');
    await as('partner-engineering', (evan) =>
      handIn(evan, {
        report: reportFile(partner, lifecycle, { P302: '200 was not equal to 404' }),
        logo: logoFile,
        icon: iconFile,
      }),
    );
    await until('partner-engineering', 1, '10:40');
    await as('partner-engineering', async (evan) => {
      await lookAtTests(evan);
      await evan.click({ action_id: 'capabilities' });
      await evan.fill({}).submit();
      await lookAtTests(evan);
      await evan.click({ action_id: 'results:partner' });
      const note = 'The invitation mail opens a page without a connection.';
      await evan.fill({ pass: cases('P100', 'P101', 'P300', 'P301'), fail: cases('P302'), note }).submit();
      await lookAtTests(evan);
      await evan.click({ action_id: /^bug-report/, near: 'P302' });
      const bug = {
        title: 'A second user’s email arrives encoded twice',
        what: 'The Connect API sends ada%2540example.com for the second user, so the account is not found.',
        severity: chosen('S3'),
        suspected: chosen('databricks'),
      };
      await evan.fill(bug).submit();
      await evan.close();
    });
    const bug = await newestBug(stage);
    await until('engineering', 1, '09:40');
    await as('engineering', async (erik) => {
      await onBug(erik, 'bug-acknowledge', bug);
      await erik.type('/pc tests');
      await erik.click({ action_id: 'todo-add' });
      const due = addWorkingDays(today(), 6, lifecycle.calendar);
      await erik
        .fill({ title: 'Say what is wrong instead of an empty page', owner: player('partner-engineering').name, due })
        .submit();
    });
  },
};

const all = [roadmap, design, configuration, mended, ahead, firstRun];

/** Returns the scene that plays around the finishing of an item, if there is one. */
export const sceneOf = (item: string, when: Scene['when']): Scene | undefined =>
  all.find((scene) => scene.item === item && scene.when === when);
