import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { ShownView } from '../../../browser/protocol';
import { Blocks } from '../blocks/Blocks';
import { Confirm } from '../blocks/Confirm';
import { SurfaceProvider } from '../blocks/surface';
import { useSurfaceOf } from '../blocks/useSurfaceOf';
import { useSeen, useStore } from '../store';
import { Dialog } from '../ui/Dialog';
import { Notices } from './Notices';

const unsent = {
  title: { type: 'plain_text', text: 'Are you sure?' },
  text: { type: 'plain_text', text: 'What you entered is not sent yet, and will be gone.' },
  confirm: { type: 'plain_text', text: 'Discard' },
  deny: { type: 'plain_text', text: 'Go on' },
  style: 'danger',
} as const;

/** The open modal, if there is one. */
export function Modal() {
  const view = useSeen((state) => state.modal);
  return view ? <OpenModal key={view.id} view={view} /> : null;
}

function OpenModal({ view }: { view: ShownView }) {
  const store = useStore();
  const { surface, inputs } = useSurfaceOf({ view: view.id }, view.values);
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // How it is to be closed, once the person is sure.
  const [closing, setClosing] = useState<{ all: boolean }>();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    await store.do({ do: 'submit', view: view.id, inputs: inputs() });
    setBusy(false);
  };
  const close = (all: boolean) => void store.do({ do: 'close', view: view.id, all });
  // As in Slack: what somebody entered is not lost by one press of Escape. What the bot replaced was sent.
  const isUnsent = () => inputs().some(({ block }) => view.blocks.some(({ block_id }) => block_id === block));
  const leave = (all: boolean) => (isUnsent() ? setClosing({ all }) : close(all));

  const faults = Object.keys(view.errors).join(' ');
  useEffect(() => {
    if (faults !== '') form.current?.querySelector<HTMLElement>('.field-faulty :is(input, textarea)')?.focus();
  }, [faults, view.errors]);

  return (
    <Dialog title={view.title} onClose={() => leave(true)}>
      <form ref={form} className="dialog-form" onSubmit={(event) => void submit(event)} noValidate>
        <div className="dialog-body" tabIndex={-1}>
          <SurfaceProvider value={surface}>
            <Blocks blocks={view.blocks} errors={view.errors} />
          </SurfaceProvider>
        </div>
        <div className="dialog-foot">
          <span className="visually-hidden" role="status">
            {faults === '' ? '' : `${Object.keys(view.errors).length} to correct`}
          </span>
          <button type="button" className="button" onClick={() => leave(false)}>
            {view.close}
          </button>
          {view.submit === undefined ? null : (
            <button type="submit" className="button button-primary" aria-busy={isBusy} data-busy={isBusy || undefined}>
              {view.submit}
            </button>
          )}
        </div>
      </form>
      <Notices />
      {closing ? (
        <Confirm
          confirm={unsent}
          onAnswer={(isSure) => {
            setClosing(undefined);
            if (isSure) close(closing.all);
          }}
        />
      ) : null}
    </Dialog>
  );
}
