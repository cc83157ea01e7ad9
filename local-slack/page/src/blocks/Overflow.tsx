import type { Interactive } from '../../../block-kit/elements';
import { Menu } from '../ui/Menu';

/** The three dots. */
export function Overflow({
  element,
  isBusy,
  onPick,
}: {
  element: Extract<Interactive, { type: 'overflow' }>;
  isBusy: boolean;
  onPick: (value: string) => void;
}) {
  const items = element.options.map(({ value, text, url }) => ({
    key: value,
    text: text.text,
    onPick: () => {
      if (url !== undefined) window.open(url, '_blank', 'noreferrer');
      onPick(value);
    },
  }));
  return <Menu label="More actions" icon="more" items={items} isBusy={isBusy} className="button" />;
}
