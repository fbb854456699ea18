import { CopyButton } from "@/components/copy-button";
import { cn } from "@/lib/class-names";

interface CodeBlockProps {
  text: string;
  /** What it is, for screen readers: “curl command”. */
  label: string;
  /** Whether long lines go on in the next; code is easier to read where they don't. */
  wrap?: boolean;
  onCopied?: () => void;
  children?: React.ReactNode;
}

/** Text in a fixed-width font with a copy button. */
export function CodeBlock({ text, label, wrap = true, onCopied, children }: CodeBlockProps) {
  return (
    <div className="relative">
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        tabIndex={0}
        className="max-h-96 overflow-auto rounded-md border bg-muted/60"
      >
        <pre
          className={cn(
            "p-3 pr-12 font-mono text-[0.8125rem]",
            wrap && "whitespace-pre-wrap break-all",
          )}
        >
          {children || text}
        </pre>
      </section>
      <CopyButton
        text={text}
        label={`Copy ${label}`}
        onCopied={onCopied}
        className="absolute top-1.5 right-1.5"
      />
    </div>
  );
}
