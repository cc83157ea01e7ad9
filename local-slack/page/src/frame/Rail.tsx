import { useEffect, useRef } from 'react';
import type { ShownPerson } from '../../../browser/protocol';
import { company, useChannel } from '../people';
import { useSeen, useStore } from '../store';
import { Avatar } from '../ui/Avatar';
import { isLost } from '../ui/focus';
import { Icon } from '../ui/Icon';
import { go, theApp, usePlace } from '../ui/place';

/** Everybody one can be, a click away: the workspace's people first, then those of other companies, then who is invited. */
export function Rail() {
  const store = useStore();
  const people = useSeen((state) => state.people);
  const invitations = useSeen((state) => state.invitations);
  const waiting = new Set(invitations.map(({ person }) => person));
  const strangers = invitations.filter(({ person }) => person === undefined);
  const everybody = [...people.values()].filter((person) => !person.bot);
  const home = everybody.filter((person) => !person.external);
  const others = Map.groupBy(
    everybody.filter((person) => person.external),
    (person) => person.company,
  );
  const accept = async (invitation: string, channel: string) => {
    const outcome = await store.do({ do: 'accept', invitation });
    if (outcome.ok && outcome.person !== undefined) go({ person: outcome.person, channel });
  };
  return (
    <nav className="rail" aria-label="Be anyone">
      <span className="rail-title" aria-hidden="true">
        Be anyone
      </span>
      <Group name={home[0]?.company ?? 'Here'} people={home} waiting={waiting} />
      {[...others].map(([name, theirs]) => (
        <Group key={name} name={name} people={theirs} waiting={waiting} />
      ))}
      {strangers.map(({ id, channel, channelName, email }) => (
        <button
          key={id}
          type="button"
          className="rail-person rail-invited"
          title={`Accept as ${email}: the invitation to #${channelName}`}
          onClick={() => void accept(id, channel)}
        >
          <span className="avatar">
            <Icon name="plus" />
          </span>
          <span className="rail-name">
            {email}
            <small>Accept invitation to #{channelName}</small>
          </span>
        </button>
      ))}
    </nav>
  );
}

function Group({
  name,
  people,
  waiting,
}: {
  name: string;
  people: readonly ShownPerson[];
  /** Who has an invitation to answer. */
  waiting: ReadonlySet<string | undefined>;
}) {
  return (
    <div className="rail-group" role="group" aria-label={name}>
      <span className="rail-company" aria-hidden="true">
        {name}
      </span>
      {people.map((person) => (
        <Someone key={person.id} person={person} isWaiting={waiting.has(person.id)} />
      ))}
    </div>
  );
}

/** Who was pressed last: all is drawn anew for them, and their button has the focus again. */
let pressed: string | undefined;

function Someone({ person, isWaiting }: { person: ShownPerson; isWaiting: boolean }) {
  const { me } = useStore();
  const { channel, beside } = usePlace();
  // Everybody has direct messages with the app of their own.
  const there = useChannel(channel)?.kind === 'im' ? theApp : channel;
  const about = company(person);
  const button = useRef<HTMLButtonElement>(null);
  const isMe = person.id === me;
  useEffect(() => {
    if (!isMe) return;
    button.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
    if (pressed === person.id && isLost()) button.current?.focus({ preventScroll: true });
    pressed = undefined;
  }, [isMe, person.id]);
  return (
    <button
      type="button"
      className="rail-person"
      ref={button}
      aria-current={isMe || undefined}
      aria-label={`Be ${person.name} ${about}${isWaiting ? ', has an invitation' : ''}`}
      title={`${person.name}${about === '' ? '' : ` · ${about}`}`}
      disabled={person.deactivated}
      onClick={() => {
        pressed = person.id;
        go({
          person: person.id,
          ...(there === undefined ? {} : { channel: there }),
          ...(there === undefined || beside === undefined ? {} : { beside }),
        });
      }}
    >
      <span className="rail-avatar" data-waiting={isWaiting || undefined}>
        <Avatar person={person} />
      </span>
      <span className="rail-first">{person.name.split(' ')[0]}</span>
      <span className="rail-name">
        {person.name} <small>{about}</small>
      </span>
    </button>
  );
}
