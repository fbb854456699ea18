import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, type ButtonProps } from "@/components/ui/button";
import { copyText } from "@/lib/copy-text";

interface CopyButtonProps extends Omit<ButtonProps, "onCopy"> {
  /** What isn't there yet is asked for when it is needed; undefined if it couldn't be had. */
  text: string | (() => Promise<string | undefined>);
  /** What is copied, for screen readers: “Copy key”. */
  label: string;
  /** Without it only the icon is shown. */
  children?: React.ReactNode;
  onCopied?: () => void;
  /** The browser refused: show the text so that it can be copied by hand. */
  onRefused?: () => void;
}

export function CopyButton({
  text,
  label,
  children,
  onCopied,
  onRefused,
  ...props
}: CopyButtonProps) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    const wanted = typeof text === "string" ? text : await text();
    if (wanted === undefined) return;
    if (await copyText(wanted)) {
      setCopied(true);
      onCopied?.();
    } else {
      onRefused?.();
    }
  };

  return (
    <>
      <Button
        variant="outline"
        size={children ? "default" : "icon"}
        aria-label={label}
        onClick={copy}
        {...props}
      >
        {copied ? <Check aria-hidden className="text-success" /> : <Copy aria-hidden />}
        {children && (copied ? "Copied" : children)}
      </Button>
      <span role="status" className="sr-only">
        {copied && "Copied"}
      </span>
    </>
  );
}
