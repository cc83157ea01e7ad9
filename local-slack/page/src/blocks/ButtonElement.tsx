import type { Button } from '../../../block-kit/elements';

/** A button, or, with an address, a link: Slack opens it and tells the bot. */
export function ButtonElement({ element, isBusy, onPress }: { element: Button; isBusy: boolean; onPress: () => void }) {
  const { text, style, url, accessibility_label: label } = element;
  const common = {
    className: `button${style === undefined ? '' : ` button-${style}`}`,
    'aria-label': label,
    'data-busy': isBusy || undefined,
  };
  if (url !== undefined)
    return (
      <a {...common} href={url} target="_blank" rel="noreferrer" onClick={onPress}>
        {text.text}
      </a>
    );
  return (
    <button {...common} type="button" aria-busy={isBusy} onClick={isBusy ? undefined : onPress}>
      {text.text}
    </button>
  );
}
