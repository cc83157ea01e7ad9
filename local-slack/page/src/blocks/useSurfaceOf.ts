import { useId, useMemo, useRef, useState } from 'react';
import type { Deed } from '../../../browser/protocol';
import { useStore } from '../store';
import type { Surface } from './surface';
import { type Draft, draftKey, givenFrom, type Values } from './values';

type Place = Extract<Deed, { do: 'act' }>['at'];
type Inputs = Extract<Deed, { do: 'submit' }>['inputs'];

/**
 * A message or view that a person fills in. What they entered stays on the page until something is sent, and outlives a change by
 * the bot where the input is still the same one, as in Slack.
 */
export function useSurfaceOf(at: Place, values: Values): { surface: Surface; inputs: () => Inputs } {
  const store = useStore();
  const id = useId();
  const [draft, setDraft] = useState<Draft>(new Map());
  // The newest, also for what is sent in the same moment in which it was entered.
  const newest = useRef<Draft>(draft);
  const place = JSON.stringify(at);

  return useMemo(() => {
    const keep = (key: string, given: Inputs[number]['given']) => {
      newest.current = new Map(newest.current).set(key, given);
      setDraft(newest.current);
    };
    const inputs = (): Inputs =>
      [...newest.current].flatMap(([key, given]) => {
        const ids: unknown = JSON.parse(key);
        return Array.isArray(ids) ? [{ block: String(ids[0]), action: String(ids[1]), given }] : [];
      });
    const surface: Surface = {
      id,
      held(block, element) {
        const entered = draft.get(draftKey(block.block_id ?? '', element.action_id ?? ''));
        return entered === undefined ? givenFrom(values, block, element) : entered;
      },
      enter(block, element, given) {
        keep(draftKey(block.block_id ?? '', element.action_id ?? ''), given);
      },
      async act(block, element, given) {
        const [blockId, action] = [block.block_id ?? '', element.action_id ?? ''];
        const others = inputs();
        if (given !== undefined && element.type !== 'overflow') keep(draftKey(blockId, action), given);
        const picked = given === undefined ? {} : { given };
        await store.do({ do: 'act', at: JSON.parse(place), block: blockId, action, inputs: others, ...picked });
      },
    };
    return { surface, inputs };
  }, [store, id, draft, values, place]);
}
