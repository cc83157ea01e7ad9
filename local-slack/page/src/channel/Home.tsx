import { useEffect } from 'react';
import type { ShownView } from '../../../browser/protocol';
import { Blocks } from '../blocks/Blocks';
import { SurfaceProvider } from '../blocks/surface';
import { useSurfaceOf } from '../blocks/useSurfaceOf';
import { useSeen, useStore } from '../store';

/** The app's Home tab; opening it asks the bot for a fresh one. */
export function Home() {
  const store = useStore();
  const view = useSeen((state) => state.home);
  useEffect(() => void store.do({ do: 'open-home' }), [store]);
  return (
    <div className="messages home" role="region" aria-label="Home" tabIndex={0}>
      {view ? <HomeView view={view} /> : <p className="messages-none">The app has not made its Home yet.</p>}
    </div>
  );
}

function HomeView({ view }: { view: ShownView }) {
  const { surface } = useSurfaceOf({ view: view.id }, view.values);
  return (
    <SurfaceProvider value={surface}>
      <Blocks blocks={view.blocks} />
    </SurfaceProvider>
  );
}
