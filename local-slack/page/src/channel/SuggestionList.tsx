import type { Suggestion } from './suggestions';

/** More is suggested than there is room for: the keys lead on to the rest. */
const inView = (option: HTMLElement | null): void => option?.scrollIntoView({ block: 'nearest' });

/** What could be meant, above the message box. Its rows are named by `id` and their number. */
export function SuggestionList({
  id,
  suggestions,
  at,
  onTake,
}: {
  id: string;
  suggestions: readonly Suggestion[];
  at: number;
  onTake: (suggestion: Suggestion) => void;
}) {
  return (
    <div className="suggestions" id={id} role="listbox" aria-label="Suggestions">
      {suggestions.map((suggestion, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the message box's
        <div
          key={suggestion.becomes}
          id={`${id}-${index}`}
          ref={index === at ? inView : undefined}
          className="option"
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(suggestion)}
        >
          <span>{suggestion.text}</span>
          <span className="option-note">{suggestion.note}</span>
        </div>
      ))}
    </div>
  );
}
