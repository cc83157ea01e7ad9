import { createContext, useContext } from 'react';
import type { Block } from '../../../block-kit/blocks';
import type { Interactive } from '../../../block-kit/elements';
import type { Given } from '../../../browser/protocol';

/** The message or view that blocks stand in: what its inputs hold, and how a press reaches the bot. */
export interface Surface {
  /** Makes ids that are the page's own: the same block may be seen twice. */
  id: string;
  held(block: Block, element: Interactive): Given;
  /** Keeps a value until something is sent. */
  enter(block: Block, element: Interactive, given: Given): void;
  /** Presses, or picks and tells the bot at once. */
  act(block: Block, element: Interactive, given?: Given): Promise<void>;
}

const surfaceContext = createContext<Surface | undefined>(undefined);
export const SurfaceProvider = surfaceContext.Provider;

export function useSurface(): Surface {
  const surface = useContext(surfaceContext);
  if (!surface) throw new Error('blocks stand in a message or a view');
  return surface;
}
