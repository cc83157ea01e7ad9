import type { Person } from '../state';

/** How far each person has read in each channel. Everything from before the page was served counts as read. */
export class Reading {
  readonly #until = new Map<string, string>();

  constructor(readonly beginning: string) {}

  until(person: Person, channel: string): string {
    return this.#until.get(`${person.id} ${channel}`) ?? this.beginning;
  }
  /** True when this is further than before. */
  read(person: Person, channel: string, ts: string): boolean {
    if (Number(ts) <= Number(this.until(person, channel))) return false;
    this.#until.set(`${person.id} ${channel}`, ts);
    return true;
  }
}
