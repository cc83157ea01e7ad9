import { useEffect, useState } from 'react';
import { readPeople } from './api';
import { Workspace } from './frame/Workspace';
import { Store, StoreProvider } from './store';
import { go, usePlace } from './ui/place';

/** One person's Slack at a time. Whoever the page was last, it is again. */

const lastPerson = 'person';

export function App() {
  const { person } = usePlace();
  const [store, setStore] = useState<Store>();
  const [isAlone, setAlone] = useState(false);

  useEffect(() => {
    if (person !== undefined) return;
    readPeople().then(
      (people) => {
        const last = people.find((id) => id === localStorage.getItem(lastPerson)) ?? people[0];
        if (last !== undefined) go({ person: last });
        return setAlone(last === undefined);
      },
      () => setAlone(true),
    );
  }, [person]);

  useEffect(() => {
    if (person === undefined) return undefined;
    localStorage.setItem(lastPerson, person);
    const mine = new Store(person);
    setStore(mine);
    return mine.connect(() => go({}));
  }, [person]);

  if (isAlone)
    return (
      <p className="alone">
        Nobody is here: is <code>npm start</code> still running? Reload to look again.
      </p>
    );
  // Whoever was here before does not decide where the next one goes.
  if (!store || store.me !== person) return null;
  return (
    <StoreProvider value={store} key={store.me}>
      <Workspace />
    </StoreProvider>
  );
}
