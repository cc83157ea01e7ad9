/** Instants in the zone of the person who reads them. */

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([zone, options]);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options });
  formats.set(key, made);
  return made;
}

const time = { hour: '2-digit', minute: '2-digit' } as const;
const date = { day: 'numeric', month: 'long' } as const;

export const instantOf = (ts: string): number => Math.floor(Number(ts) * 1000);
export const clockTime = (at: number, zone: string): string => format(zone, time).format(at);
export const dayName = (at: number, zone: string): string => format(zone, { weekday: 'long', ...date }).format(at);
export const fullTime = (at: number, zone: string): string =>
  format(zone, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', ...time }).format(at);
/** A text in which times stand in UTC, as they do for whoever cannot be shown them in their own zone. */
export const inZone = (text: string, zone: string): string =>
  text.replaceAll(/(\d{1,2} [A-Z][a-z]{2,3} \d{4}), (\d{2}:\d{2}) UTC/g, (whole, day: string, hour: string) => {
    const at = Date.parse(`${day} ${hour} UTC`);
    return Number.isNaN(at) ? whole : fullTime(at, zone);
  });
/** Year, month and day, to compare days by. */
export const dayKey = (at: number, zone: string): string =>
  format(zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
export const city = (zone: string): string => zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;

/** The wall clock of a zone as `YYYY-MM-DDTHH:MM`, as a datetime input shows it. */
export function wallClock(at: number, zone: string): string {
  const parts = format(zone, { year: 'numeric', month: '2-digit', day: '2-digit', ...time, hourCycle: 'h23' });
  const of = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.formatToParts(at).find((part) => part.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`;
}

/** The instant at which a zone's wall clock shows this; a wall clock that a daylight-saving change skips is put an hour on. */
export function instantAt(wall: string, zone: string): number {
  const asUtc = Date.parse(`${wall}Z`);
  const shift = (at: number): number => Date.parse(`${wallClock(at, zone)}Z`) - Math.floor(at / 60_000) * 60_000;
  const first = asUtc - shift(asUtc);
  return asUtc - shift(first);
}

const tokens: Record<string, Intl.DateTimeFormatOptions> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { ...date, year: 'numeric' },
  date_short: { day: 'numeric', month: 'short', year: 'numeric' },
  date_long: { weekday: 'long', ...date, year: 'numeric' },
  time,
  time_secs: { ...time, second: '2-digit' },
};

/** Slack's `<!date^…>`: tokens in braces, each in the reader's zone; "pretty" ones say today and tomorrow. */
export function slackDate(pattern: string, at: number, zone: string, now: number): string {
  return pattern.replaceAll(/\{(\w+)\}/g, (whole, token: string) => {
    const plain = token.replace('_pretty', '');
    const options = tokens[plain];
    if (!options) return whole;
    const near = token.endsWith('_pretty') ? nearDay(at, zone, now) : undefined;
    return near ?? format(zone, options).format(at);
  });
}

const day = 86_400_000;
function nearDay(at: number, zone: string, now: number): string | undefined {
  const key = dayKey(at, zone);
  if (key === dayKey(now, zone)) return 'today';
  if (key === dayKey(now - day, zone)) return 'yesterday';
  return key === dayKey(now + day, zone) ? 'tomorrow' : undefined;
}
