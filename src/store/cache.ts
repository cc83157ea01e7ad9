/**
 * A map that holds so many entries, and then forgets one that was not used since its turn came last. That is marked, not kept in order: an
 * order that changes at each look has the map built anew every thousand looks or two.
 */
export class Cache<K, V> {
  readonly #entries = new Map<K, Entry<V>>();

  constructor(private readonly most: number) {}

  get(key: K): V | undefined {
    const entry = this.#entries.get(key);
    if (entry) entry.used = true;
    return entry?.value;
  }

  set(key: K, value: V): void {
    const entry = this.#entries.get(key);
    if (entry) {
      entry.value = value;
      entry.used = true;
      return;
    }
    this.#entries.set(key, { value, used: true });
    if (this.#entries.size > this.most) this.#forgetOne();
  }

  delete(key: K): void {
    this.#entries.delete(key);
  }

  /** Whatever was used has another turn, behind all others. */
  #forgetOne(): void {
    for (const [key, entry] of this.#entries) {
      this.#entries.delete(key);
      if (!entry.used) return;
      entry.used = false;
      this.#entries.set(key, entry);
    }
  }
}

interface Entry<V> {
  value: V;
  used: boolean;
}
