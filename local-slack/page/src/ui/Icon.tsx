/** The few signs the page needs, drawn in the colour of the text around them. */

const paths = {
  hash: 'M7 3 5.5 17M14.5 3 13 17M3.5 7h14M2.5 13h14',
  lock: 'M5 9h10v8H5zM7 9V6a3 3 0 0 1 6 0v3',
  close: 'm5 5 10 10M15 5 5 15',
  menu: 'M3 5h14M3 10h14M3 15h14',
  back: 'M12 4 6 10l6 6',
  send: 'M3 17 18 10 3 3v5.5L12 10l-9 1.5z',
  reply: 'M3 5h14v9H9l-4 3v-3H3z',
  more: 'M4 10h.01M10 10h.01M16 10h.01',
  pin: 'M8 3h4l.5 6 2.5 2H5l2.5-2zM10 11v6',
  clock: 'M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15M10 6v4.5l3 2',
  skip: 'm4 4 7 6-7 6zM14 4v12',
  play: 'm6 4 9 6-9 6z',
  stop: 'M5.5 5.5h9v9h-9z',
  code: 'm7 5-5 5 5 5M13 5l5 5-5 5',
  sun: 'M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7M10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6 16 16M4 16l1.4-1.4M14.6 5.4 16 4',
  moon: 'M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5',
  down: 'm5 8 5 5 5-5',
  up: 'm5 12 5-5 5 5',
  check: 'm4 10.5 4 4 8-9',
  link: 'M8 12 12 8M7 9 4.5 11.5a2.8 2.8 0 0 0 4 4L11 13M9 7l2.5-2.5a2.8 2.8 0 0 1 4 4L13 11',
  file: 'M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5',
  clip: 'm15.5 9-6 6a3.5 3.5 0 0 1-5-5l6.5-6.5a2.3 2.3 0 0 1 3.3 3.3l-6.3 6.3a1.1 1.1 0 0 1-1.6-1.6L12 6',
  plus: 'M10 4v12M4 10h12',
  compass: 'M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15M13 7l-2 4-4 2 2-4z',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  const isFilled = name === 'send' || name === 'play' || name === 'stop';
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" data-filled={isFilled || undefined}>
      <path d={paths[name]} />
    </svg>
  );
}
