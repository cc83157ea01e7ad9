/** Pointing at a button, for somebody who does not know yet where to look. */

/** What is opened for it takes a moment to be drawn. */
const mostFrames = 90;
const marking = { duration: 1200, iterations: 2, easing: 'ease-out' };

export interface Pointed {
  /** The visible text of the button, or its beginning. */
  press: string;
  /** Which of several: what it is about. */
  about?: string | undefined;
}

/** Brings the newest such button into view and marks it; where there is none yet, `open` is called once and it is looked for again. */
export function pointAt(wanted: Pointed, open: () => void): void {
  if (point(wanted)) return;
  open();
  let frames = 0;
  const look = () => {
    frames += 1;
    if (!point(wanted) && frames < mostFrames) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

function point({ press, about }: Pointed): boolean {
  const buttons = [...document.querySelectorAll<HTMLElement>('.main .button, .panel .button')];
  const called = buttons.filter((button) => button.textContent.startsWith(press));
  const button = called.findLast((one) => about !== undefined && isAbout(one, about)) ?? called.at(-1);
  if (!button) return false;
  button.scrollIntoView({ block: 'center' });
  button.focus({ preventScroll: true });
  button.animate([{ boxShadow: '0 0 0 0 #e8912d' }, { boxShadow: '0 0 0 12px #e8912d00' }], marking);
  return true;
}

const isAbout = (button: HTMLElement, about: string): boolean =>
  button.getAttribute('aria-label')?.includes(about) === true;
