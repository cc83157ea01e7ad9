import type { Block } from '../../../block-kit/blocks';
import { Element } from './Element';
import { useSurface } from './surface';

/** An input with its label, hint and error, tied together for those who cannot see them stand together. */

type InputBlock = Extract<Block, { type: 'input' }>;

export function Field({ block, error }: { block: InputBlock; error: string | undefined }) {
  const { id } = useSurface();
  const own = `${id}-${block.block_id}`;
  const hint = block.hint ? `${own}-hint` : undefined;
  const fault = error === undefined ? undefined : `${own}-fault`;
  const describedBy = [fault, hint].filter((part) => part !== undefined).join(' ') || undefined;
  const label = (
    <>
      {block.label.text}
      {block.optional === true ? <span className="optional"> (optional)</span> : null}
    </>
  );
  const isGroup = block.element.type === 'checkboxes' || block.element.type === 'radio_buttons';
  const Label = isGroup ? 'span' : 'label';
  return (
    <div className={fault === undefined ? 'field' : 'field field-faulty'} data-block={block.block_id}>
      <Label className="field-label" id={`${own}-label`} {...(isGroup ? {} : { htmlFor: `${own}-input` })}>
        {label}
      </Label>
      <Element
        block={block}
        element={block.element}
        field={{
          id: `${own}-input`,
          labelledBy: `${own}-label`,
          describedBy,
          isFaulty: fault !== undefined,
          isRequired: block.optional !== true,
        }}
      />
      {fault === undefined ? null : (
        <p className="fault" id={fault}>
          {error}
        </p>
      )}
      {hint === undefined ? null : (
        <p className="hint" id={hint}>
          {block.hint?.text}
        </p>
      )}
    </div>
  );
}
