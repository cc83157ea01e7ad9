import { type RefObject, startTransition, useEffect, useState } from 'react';

/** Which parts of a long list are near what is in view; one observer watches them all. */

const marginPx = 1500;

interface Watch {
  observer: IntersectionObserver;
  tell: Map<Element, (entry: IntersectionObserverEntry) => void>;
}
const watches = new WeakMap<Element, Watch>();

function watchOf(root: Element): Watch {
  const known = watches.get(root);
  if (known) return known;
  const tell: Watch['tell'] = new Map();
  const observer = new IntersectionObserver((entries) => entries.forEach((entry) => tell.get(entry.target)?.(entry)), {
    root,
    rootMargin: `${marginPx}px 0px`,
  });
  const watch = { observer, tell };
  watches.set(root, watch);
  return watch;
}

/** How high a part was when it was last near; undefined while it is near and is to be drawn. */
export function useHeightWhenFar(
  part: RefObject<HTMLElement | null>,
  root: RefObject<HTMLElement | null>,
): number | undefined {
  const [height, setHeight] = useState<number>();
  useEffect(() => {
    const { current } = part;
    if (!current || !root.current) return undefined;
    const { observer, tell } = watchOf(root.current);
    tell.set(current, ({ isIntersecting, boundingClientRect }) =>
      startTransition(() => setHeight((known) => (isIntersecting ? undefined : (known ?? boundingClientRect.height)))),
    );
    observer.observe(current);
    return () => {
      observer.unobserve(current);
      tell.delete(current);
    };
  }, [part, root]);
  return height;
}
