import { type ReactNode, useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { focusToGiveBack, useFocusKept } from './focus';
import { Icon } from './Icon';

const firstToUse = '.dialog-body :is(input, textarea, button), .dialog-foot button';

/** A modal dialog: the browser keeps the focus in it and gives it back. */
export function Dialog({
  title,
  children,
  onClose,
  isSmall = false,
}: {
  title: string;
  children: ReactNode;
  onClose: () => void;
  isSmall?: boolean;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const label = useId();
  const focusKept = useFocusKept(dialog, children, firstToUse);
  useEffect(() => {
    const { current } = dialog;
    const giveBack = focusToGiveBack();
    current?.showModal();
    // Not the cross at the top; and no keyboard over half of a phone.
    if (matchMedia('(pointer: fine)').matches) current?.querySelector<HTMLElement>(firstToUse)?.focus();
    return () => {
      current?.close();
      // By now it is gone, and gives nothing back by itself.
      giveBack();
    };
  }, []);
  return createPortal(
    <dialog
      ref={dialog}
      {...focusKept}
      className={isSmall ? 'dialog dialog-small' : 'dialog'}
      aria-labelledby={label}
      // Before the browser does: it closes at a second Escape whatever is open, also when it was kept open at the first.
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="dialog-head">
        <h2 id={label}>{title}</h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </dialog>,
    document.body,
  );
}
