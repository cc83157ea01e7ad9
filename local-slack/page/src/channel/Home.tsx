import type { ShownView } from '../../../browser/protocol';
import { Blocks } from '../blocks/Blocks';
import { SurfaceProvider } from '../blocks/surface';
import { useSurfaceOf } from '../blocks/useSurfaceOf';
import { useSeen } from '../store';

/** The app's Home tab, as the bot published it for this person. */
export function Home() {
  const view = useSeen((state) => state.home);
  return (
    <div className="messages home" role="tabpanel" id="tab-panel" aria-labelledby="tab-home" tabIndex={0}>
      {view ? (
        <HomeView key={view.id} view={view} />
      ) : (
        <p className="messages-none">The app has not made its Home yet.</p>
      )}
    </div>
  );
}

function HomeView({ view }: { view: ShownView }) {
  const { surface } = useSurfaceOf({ view: view.id }, view.values);
  return (
    <SurfaceProvider value={surface}>
      <Blocks blocks={view.blocks} errors={view.errors} />
    </SurfaceProvider>
  );
}
