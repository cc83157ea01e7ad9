import type { Interactive } from '../../../block-kit/elements';
import { useStore } from '../store';
import { readFiles } from '../ui/files';
import { Icon } from '../ui/Icon';
import type { InputProps } from './input-props';
import { filesIn } from './values';

/** Files to hand in: chosen or dropped, and taken back one by one. */
export function FileInput({ element, given, ties, onGiven }: InputProps<Extract<Interactive, { type: 'file_input' }>>) {
  const store = useStore();
  const files = filesIn(given);
  const most = element.max_files ?? 10;
  const add = async (list: FileList | null) => {
    const added = await store.orTell(readFiles(list));
    if (added !== undefined) onGiven([...files, ...added].slice(-most));
  };
  return (
    <div
      className="files-input"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void add(event.dataTransfer.files);
      }}
    >
      <input
        {...ties}
        className="input"
        type="file"
        multiple={most > 1}
        accept={element.filetypes?.map((type) => `.${type}`).join(',')}
        onChange={({ target }) => {
          void add(target.files);
          target.value = '';
        }}
      />
      <ul className="chips" aria-label="Files to hand in">
        {files.map(({ name }, index) => (
          <li key={`${name} ${index}`} className="chip">
            {name}
            <button type="button" aria-label={`Remove ${name}`} onClick={() => onGiven(files.toSpliced(index, 1))}>
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
