import { useEffect, useRef } from 'react';
import { useSeen, useStore } from '../store';
import { useNarrow } from '../ui/narrow';
import { go } from '../ui/place';

/** What a button in a panel is answered with stands in the channel: where the panel covers that, it makes room for the answer. */
export function useAnswerBehind(channel: string | undefined, hasPanel: boolean): void {
  const { me } = useStore();
  const isNarrow = useNarrow();
  const loaded = useSeen((state) => (channel === undefined ? undefined : state.loaded.get(channel)));
  const newest = loaded?.messages.findLast(({ ephemeral }) => ephemeral)?.ts ?? '';
  const known = useRef<{ channel: string | undefined; newest: string }>(undefined);
  useEffect(() => {
    if (loaded === undefined) return;
    const before = known.current;
    known.current = { channel, newest };
    const isNew = before?.channel === channel && Number(newest) > Number(before?.newest);
    if (isNew && isNarrow && hasPanel && channel !== undefined) go({ person: me, channel, message: newest });
  }, [me, channel, loaded, newest, isNarrow, hasPanel]);
}
