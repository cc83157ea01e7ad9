import type { Sop } from '../../lifecycle/schema';
import { isOpen, nextNumber } from '../bugs/numbers';
import type { ReportBug } from '../commands';
import type { Partner } from '../partner';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { webAddress } from '../web-address';
import { accept, already, readText, tidy } from './context';
import type { Context, Decision } from './context';

const longestTitle = 100;
const longestLine = 300;

/** Anybody who sees the partner may report a bug. It comes to the side that is suspected, else to the one that runs the programme. */
export function reportBug(command: ReportBug, sop: Sop, context: Context): Decision {
  const { partner, lifecycle } = context;
  const { severity, suspected, clouds = [], since, message, testCase, form } = command;
  if (form !== undefined && Object.values(partner.bugs).some((bug) => bug.form === form)) return already;
  const title = tidy(command.title).replace(/\s+/g, ' ');
  const what = readText(command.what, 'what');
  const regions = readText(command.regions, 'regions', longestLine);
  const customers = readText(command.customers, 'customers', longestLine);
  if (isRefusal(what)) return what;
  if (isRefusal(regions)) return regions;
  if (isRefusal(customers)) return customers;
  const problem = titleProblem(title) ?? (what === '' ? refuse('Please say what happens.', 'what') : undefined);
  if (problem) return problem;
  if (!sop.severities.some(({ id }) => id === severity)) return refuse('Please choose a severity.', 'severity');
  if (since !== undefined && since > context.at)
    return refuse('That is still to come. Please check the time.', 'since');
  if (testCase && !lifecycle.testCases.some(({ id }) => id === testCase.case))
    return refuse(`There is no test case ${testCase.case.slice(0, 20)} in the lifecycle.`, 'testCase');
  const known = message === undefined ? undefined : escalated(message, partner);
  if (known !== undefined) return refuse(`That message is ${known} already: see \`/pc bug ${known}\`.`);
  return accept({
    type: 'BugReported',
    bug: nextNumber(partner),
    title,
    what,
    severity,
    side: suspected ?? 'databricks',
    ...(suspected && { suspected }),
    ...(clouds.length > 0 && { clouds: lifecycle.clouds.map(({ id }) => id).filter((id) => clouds.includes(id)) }),
    ...(regions !== '' && { regions }),
    ...(customers !== '' && { customers }),
    ...(since !== undefined && { since }),
    ...(message !== undefined && webAddress(message) && { message }),
    ...(testCase && { testCase }),
    ...(form !== undefined && { form }),
  });
}

function titleProblem(title: string): Refusal | undefined {
  if (!/[^\p{DI}\p{Z}\p{C}]/u.test(title)) return refuse('Please give it a title.', 'title');
  if (title.length > longestTitle) return refuse(`Please keep the title to ${longestTitle} characters.`, 'title');
  return undefined;
}

/** The open bug that a message was escalated as. */
const escalated = (message: string, { bugs }: Partner): string | undefined =>
  Object.values(bugs).find((bug) => isOpen(bug) && bug.message === message)?.number;
