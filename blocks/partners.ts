import type { KnownBlock } from '@slack/types';
import type { CalendarDate } from '../src/domain/ids';
import type { PartnerSummary } from '../src/domain/summary';
import { button, context, header, row, section } from './kit';
import { show } from './navigation';
import { picture, type Picture } from './picture';
import { dateAndDays, longDate, name, oneLine } from './text';

/** As many partners as fit beside the buttons. */
const mostRows = 40;

export interface PartnersPage {
  readonly title: string;
  /** Where the next page begins, when there is one. */
  readonly next?: string | undefined;
  /** Everybody's partners, not only mine. */
  readonly all: boolean;
  /** The command that was typed where no partner is: it is about one of these. */
  readonly word?: string;
  readonly today: CalendarDate;
}

/** A page of partners: where each stands and whose turn it is. For people of the workspace only. */
export function partnersMessage(summaries: readonly PartnerSummary[], page: PartnersPage): Picture {
  const shown = summaries.slice(0, mostRows);
  const blocks: KnownBlock[] = [
    header(page.title),
    ...shown.map((summary) =>
      section(
        partnerLines(summary, page.today),
        show(summary.id, { s: 'status' }, 'Status', { label: `Status of ${summary.name}` }),
      ),
    ),
    ...(shown.length === 0 ? [section(page.all ? nothing : notMine)] : []),
    ...row(
      page.next === undefined
        ? undefined
        : button('More', 'partners', { after: page.next, all: page.all }, { suffix: 'more' }),
      page.all
        ? button('Only mine', 'partners', { all: false }, { suffix: 'mine' })
        : button('All partners', 'partners', { all: true }, { suffix: 'all' }),
      page.word === 'people' && shown.length > 0 ? button('Hand over roles…', 'hand-over-many', {}) : undefined,
    ),
    context(hint(page)),
  ];
  const said = shown.map((s) => `${name(s.name)}: ${s.closed ? 'closed' : s.phases.map((p) => oneLine(p)).join(', ')}`);
  return picture([oneLine(page.title), ...(said.length > 0 ? said : [notMine])], blocks);
}

const hint = ({ word = 'status' }: PartnersPage): string =>
  word === 'status'
    ? '`/pc status Acme` shows one partner, `/pc new` opens an onboarding.'
    : `\`/pc ${word}\` is about one partner: type it in the partner’s channel, or with the name, as in \`/pc ${word} Acme\`.`;

const nothing = 'No onboarding is under way. `/pc new` opens one.';
const notMine = 'You are on no partner’s list yet. `/pc new` opens an onboarding.';

/** A partner in two lines: its name and channel, its phases and GA date, or since when it is live; and what is next, when that is told here. */
export function partnerLines(
  { name: called, channel, phases, next, ga, launched, closed }: PartnerSummary,
  today: CalendarDate,
): string {
  const place = channel ? ` · <#${channel.id}>` : '';
  const stands = closed
    ? 'closed'
    : phases
        .slice(0, 4)
        .map((phase) => oneLine(phase))
        .join(', ');
  const when = launched
    ? ` · live since ${longDate(launched)}`
    : ga
      ? ` · ${ga.agreed ? 'GA' : 'target GA'} ${dateAndDays(ga.date, today)}`
      : '';
  const turn =
    next && !closed
      ? `\nNext: ${oneLine(next.title, 350)} · ${oneLine(next.team, 200)}${next.person ? `, ${name(next.person)}` : ''}`
      : '';
  return `*${name(called)}*${place}\n${stands}${when}${turn}`;
}
