import { useEffect, useState } from 'react';
import { readPeople } from './api';
import { Store, StoreProvider, useSeen, useStore } from './store';

export function App() {
  const [me, setMe] = useState<string>();
  const [store, setStore] = useState<Store>();
  useEffect(() => {
    void readPeople().then(([first]) => setMe(first));
  }, []);
  useEffect(() => {
    if (me === undefined) return undefined;
    const mine = new Store(me);
    setStore(mine);
    return mine.connect();
  }, [me]);
  if (!store) return null;
  return (
    <StoreProvider value={store} key={store.me}>
      <Workspace onBecome={setMe} />
    </StoreProvider>
  );
}

function Workspace({ onBecome }: { onBecome: (person: string) => void }) {
  const store = useStore();
  const people = useSeen((state) => state.people);
  const channels = useSeen((state) => state.channels);
  const loaded = useSeen((state) => state.loaded);
  const [open, setOpen] = useState<string>();
  const [text, setText] = useState('');
  const show = (channel: string) => {
    setOpen(channel);
    void store.open(channel);
  };
  return (
    <main>
      <select value={store.me} onChange={(event) => onBecome(event.target.value)} aria-label="Who you are">
        {[...people.values()].map((person) => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
      </select>
      <ul>
        {channels?.map((channel) => (
          <li key={channel.id}>
            <button type="button" onClick={() => show(channel.id)}>
              {channel.name} {channel.unread || ''}
            </button>
          </li>
        ))}
      </ul>
      {loaded.get(open ?? '')?.messages.map((message) => (
        <p key={message.ts}>
          {people.get(message.from)?.name}: {message.text}
        </p>
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (open !== undefined && text !== '') void store.do({ do: 'say', channel: open, text });
          setText('');
        }}
      >
        <input value={text} onChange={(event) => setText(event.target.value)} aria-label="Message" />
      </form>
    </main>
  );
}
