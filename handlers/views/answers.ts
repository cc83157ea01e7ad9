import type { DrawnInput, Input, ViewPayload } from '../payloads';

/** The answers of a submitted form by field name. */
export class Answers {
  readonly #inputs: ReadonlyMap<string, Input>;
  readonly #drawn: ReadonlyMap<string, DrawnInput>;

  constructor(payload: ViewPayload) {
    const blocks = Object.values(payload.view.state?.values ?? {});
    this.#inputs = new Map(blocks.flatMap((block) => Object.entries(block)));
    const elements = payload.view.blocks.flatMap(({ element }) => element ?? []);
    this.#drawn = new Map(elements.map((element) => [element.action_id, element]));
  }

  /**
   * Whether the person changed a field. What they left as it was drawn is not theirs to save: somebody else may have
   * changed it since.
   */
  changed(field: string): boolean {
    const [now, before] = [this.#inputs.get(field), this.#drawn.get(field)];
    if (now === undefined) return false;
    const initial = before && {
      value: before.initial_value,
      selected_option: before.initial_option,
      selected_options: before.initial_options,
      selected_user: before.initial_user,
      selected_conversation: before.initial_conversation,
      selected_date: before.initial_date,
      selected_date_time: before.initial_date_time,
    };
    return contentOf(now) !== contentOf(initial ?? {});
  }

  /** Whether a choice was among those that the form offered. */
  offered(field: string, choice: string): boolean {
    return this.#drawn.get(field)?.options?.some(({ value }) => value === choice) ?? false;
  }

  /** What was typed or chosen in a field; nothing when it was left empty. */
  one(field: string): string | undefined {
    const i = this.#inputs.get(field);
    const chosen =
      i?.value ?? i?.selected_option?.value ?? i?.selected_user ?? i?.selected_conversation ?? i?.selected_date;
    return chosen || undefined;
  }

  /** The same of several fields, by their names; those that were left empty are absent. */
  given<F extends string>(...fields: readonly F[]): { readonly [K in F]?: string } {
    const given: { [K in F]?: string } = {};
    for (const field of fields) {
      const answer = this.one(field);
      if (answer !== undefined) given[field] = answer;
    }
    return given;
  }

  /** The same; an empty text when it was left empty. */
  text(field: string): string {
    return this.one(field) ?? '';
  }

  many(field: string): readonly string[] {
    return this.#inputs.get(field)?.selected_options?.map((o) => o.value) ?? [];
  }

  /** What was chosen in a field when the form was opened. */
  shown(field: string): readonly string[] {
    return this.#drawn.get(field)?.initial_options?.map((o) => o.value) ?? [];
  }

  /** The ids of the files in a file input. */
  files(field: string): readonly string[] {
    return this.#inputs.get(field)?.files?.map(({ id }) => id) ?? [];
  }

  /** A chosen date and time, in seconds since 1970. */
  seconds(field: string): number | undefined {
    return this.#inputs.get(field)?.selected_date_time ?? undefined;
  }

  /** The form's first field. */
  firstField(): string | undefined {
    return this.#inputs.keys().next().value;
  }

  /** Whether the form had this field at all. */
  asked(field: string): boolean {
    return this.#inputs.has(field);
  }
}

/** An answer in one comparable form; nothing and an empty text are the same. */
function contentOf(i: Input): string {
  const one = i.value || i.selected_user || i.selected_conversation || i.selected_date || i.selected_option?.value;
  const many = (i.selected_options ?? []).map(({ value }) => value).toSorted();
  return JSON.stringify([one || null, i.selected_date_time ?? null, many]);
}
