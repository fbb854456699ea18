interface SelectionCheckboxProps {
  id?: string;
  /** Names it where no label of its own does. */
  label?: string;
  checked: boolean;
  /** Whether a part of what it stands for is selected. */
  partly?: boolean;
  onChange: (checked: boolean) => void;
}

/** The browser's own checkbox: there is one in each row, and Radix's would cost 2 KB more. */
export function SelectionCheckbox({
  id,
  label,
  checked,
  partly = false,
  onChange,
}: SelectionCheckboxProps) {
  return (
    // Around the box, so that the target is large enough for a finger; above what opens the row.
    <label className="relative z-10 grid size-8 shrink-0 cursor-pointer place-items-center">
      <input
        id={id}
        ref={(box) => {
          if (box) box.indeterminate = partly;
        }}
        type="checkbox"
        className="size-4 cursor-pointer accent-accent"
        aria-label={label}
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
      />
    </label>
  );
}
