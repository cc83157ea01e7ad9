import type { Interactive } from '../../../block-kit/elements';
import { Dialog } from '../ui/Dialog';
import { Mrkdwn } from './Displayed';

/** "Are you sure?", in the bot's words. */
export function Confirm({
  confirm,
  onAnswer,
}: {
  confirm: NonNullable<Extract<Interactive, { type: 'button' }>['confirm']>;
  onAnswer: (isYes: boolean) => void;
}) {
  const { title, text, style } = confirm;
  return (
    <Dialog title={title?.text ?? 'Are you sure?'} onClose={() => onAnswer(false)} isSmall>
      <div className="dialog-body">{text.type === 'mrkdwn' ? <Mrkdwn text={text.text} /> : <p>{text.text}</p>}</div>
      <div className="dialog-foot">
        <button type="button" className="button" onClick={() => onAnswer(false)}>
          {confirm.deny?.text ?? 'Cancel'}
        </button>
        <button
          type="button"
          className={`button ${style === 'danger' ? 'button-danger-full' : 'button-primary'}`}
          onClick={() => onAnswer(true)}
        >
          {confirm.confirm?.text ?? 'Yes'}
        </button>
      </div>
    </Dialog>
  );
}
