import type { TestRunEvent } from '../src/domain/events';
import { few } from '../src/domain/few';
import { seesTodos } from '../src/domain/test-cases/summary';
import type { Teller } from './history-items';
import { verdictWords } from './test-words';
import { count, longDate, name, oneLine } from './text';

/** Sentences of the log about test runs. */

const mostNamed = 8;

export function tellTestRun(
  event: TestRunEvent,
  { who, behalf, item, partner, lifecycle, reader }: Teller,
): string | undefined {
  switch (event.type) {
    case 'CapabilitiesSaid': {
      const said = lifecycle.capabilities.filter(({ id }) => event.capabilities.includes(id)).map((c) => c.title);
      return `${who} said what the product can do: ${
        said
          .slice(0, 10)
          .map((title) => oneLine(title))
          .join(', ') || 'nothing of what is asked for'
      }`;
    }
    case 'CaseOverridden': {
      const why = event.internal && reader === 'partner' ? '' : `: ${oneLine(event.reason)}`;
      return `${who} said that ${event.case} ${event.applies ? 'applies' : 'does not apply'}${why}`;
    }
    case 'OverrideDropped':
      return `${who} left it to the configuration whether ${event.case} applies`;
    case 'RoundStarted': {
      if (item(event.item) === undefined) return undefined;
      const people = event.present.slice(0, mostNamed).map((p) => name(p.name));
      return `${who} started joint round ${event.round}${behalf}, ${count(event.cases.length, 'case')}, with ${people.join(', ')}`;
    }
    case 'ResultsRecorded': {
      if (item(event.item) === undefined) return undefined;
      const run = event.run.kind === 'partner' ? 'the partner’s run' : `joint round ${event.run.round}`;
      const results = few(event.results.map(resultWords), mostNamed);
      return `${who} recorded in ${run}${behalf}: ${results.join(', ')}`;
    }
    case 'TodoAdded':
      if (!seesTodos(reader, partner, lifecycle)) return undefined;
      return `${who} added a to-do for ${event.case}: ${oneLine(event.title)}${event.owner ? `, for ${name(event.owner.name)}` : ''}${event.due ? `, due ${longDate(event.due)}` : ''}`;
    case 'TodoHandedOver':
      if (!seesTodos(reader, partner, lifecycle)) return undefined;
      return `${who} gave the to-do for ${event.case} to ${event.owner ? name(event.owner.name) : 'nobody in particular'}`;
    case 'TodoDone':
      if (!seesTodos(reader, partner, lifecycle)) return undefined;
      return `${who} finished a to-do for ${event.case}`;
  }
}

const resultWords = ({ case: id, is, note }: Extract<TestRunEvent, { type: 'ResultsRecorded' }>['results'][number]) =>
  `${id} ${verdictWords[is]}${note ? ` (“${oneLine(note, 80)}”)` : ''}`;
